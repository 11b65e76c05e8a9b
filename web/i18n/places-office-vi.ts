/** Words of the forms that remove a place and that speak of a register, in Vietnamese. */
export const placesOfficeVi = {
  removal: {
    title: (name: string) => `Gỡ khỏi sổ: ${name}`,
    intro: {
      village:
        'Chỉ gỡ khi thôn không còn (đã sáp nhập, giải thể) hoặc bị ghi hai lần. Bản ghi cũ vẫn nằm trong lịch sử.',
      facility:
        'Chỉ gỡ khi cơ sở không còn hoặc bị ghi hai lần; nếu chỉ hỏng hay đóng cửa, hãy sửa tình trạng. Bản ghi cũ vẫn nằm trong lịch sử.',
    },
    reason: 'Lý do gỡ bỏ',
    send: 'Gửi đề nghị gỡ bỏ',
  },
  statement: {
    open: 'Xác nhận sổ thôn đầy đủ…',
    title: (commune: string) => `Xác nhận sổ thôn của ${commune}`,
    intro: (villages: string) =>
      `Sổ đang có ${villages} thôn. Khi người duyệt đồng ý là sổ đầy đủ, số liệu của xã được đếm từ sổ này thay cho báo cáo của nửa năm đó.`,
    question: 'Sổ có đủ mọi thôn của xã không?',
    complete: 'Đủ mọi thôn',
    incomplete: 'Chưa đủ',
    send: 'Gửi xác nhận',
  },
}
