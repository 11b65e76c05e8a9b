/** The map within other sites' pages, in Vietnamese. */
export const embedVi = {
  title: 'Bản đồ nhúng',
  hint: 'Đưa con trỏ vào một đơn vị để xem số liệu.',
  sources: 'Nguồn',
  none: 'chưa có số liệu thật',
  dataVersion: (version: number) => `Phiên bản số liệu ${version}`,
  full: 'Mở bản đồ đầy đủ',
  open: 'Nhúng vào trang web khác',
  snippet: 'Đoạn mã nhúng',
  snippetHint: 'Dán vào trang web; quản trị viên phải cho phép trang đó (FRAME_ANCESTORS).',
  copy: 'Sao chép mã nhúng',
  copied: 'Đã sao chép',
}

export type EmbedWords = typeof embedVi
