/** Sentences about pictures of the other pages, and atlases. */
export const pictureVi = {
  open: 'Xuất hình',
  which: 'Hình nào',
  kinds: {
    map: 'Bản đồ chỉ tiêu',
    bivariate: 'Bản đồ hai chỉ tiêu',
    small: 'Bản đồ nhỏ',
    spread: 'Phân bố trong từng huyện',
    intervals: 'Khoảng tin cậy',
    funnel: 'So với giới hạn ngẫu nhiên',
    lines: 'Qua các kỳ',
    priority: 'Bản đồ ưu tiên',
    budget: 'Bản đồ ngân sách (như đang xem)',
  },
  atlas: 'Tập bản đồ: toàn tỉnh và từng huyện',
  atlasHint: 'Mỗi huyện một trang, cùng chỉ tiêu, kỳ và khổ giấy như trên.',
  atlasPdf: 'Vẽ tập PDF',
  atlasZip: 'Vẽ tập ảnh (ZIP)',
  progress: (done: string, pages: string) => `Đã vẽ ${done}/${pages} trang`,
  cancel: 'Huỷ',
  ready: 'Tải tập bản đồ',
  failed: 'Không vẽ được tập bản đồ. Hãy thử lại.',
}
