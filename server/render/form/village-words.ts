import type { Language } from '#domain/language'

const vi = {
  sheet: 'Thôn',
  title: 'Danh sách thôn, bản, tổ dân phố (không bắt buộc)',
  hint: 'Mỗi thôn một dòng. Thôn đã có thì sửa tại chỗ; thôn mới ghi vào dòng trống, không cần mã. Ô trống nghĩa là chưa biết.',
  heads: {
    id: 'Mã thôn',
    name: 'Tên thôn',
    type: 'Loại',
    difficult: 'Đặc biệt khó khăn',
    households: 'Số hộ',
    children_0_2: 'Trẻ 3–36 tháng',
    children_3_5: 'Trẻ 3–5 tuổi',
    children_5: 'Trẻ 5 tuổi',
    children_under_5: 'Trẻ dưới 5 tuổi',
    children_under_6: 'Trẻ dưới 6 tuổi',
    children_under_16: 'Trẻ em dưới 16 tuổi',
    playArea: 'Điểm vui chơi',
    land: 'Quỹ đất',
    lon: 'Kinh độ',
    lat: 'Vĩ độ',
  },
  yes: 'có',
  no: 'không',
  repair: 'đang sửa chữa',
  chooseTitle: 'Chọn một giá trị',
  choose: (values: string) => `Ghi một trong các giá trị: ${values}; để trống nếu chưa biết.`,
  wholeTitle: 'Cần số nguyên',
  whole: 'Ghi số nguyên từ 0 trở lên; để trống nếu chưa biết.',
  degreesTitle: 'Cần tọa độ',
  degrees: 'Ghi độ thập phân, ví dụ kinh độ 104.29, vĩ độ 22.52; để trống nếu chưa biết.',
}

export type VillageWords = typeof vi

const en: VillageWords = {
  sheet: 'Villages',
  title: 'Villages and residential groups (optional)',
  hint: 'One row for each village. Correct those on record where they stand; write new ones into empty rows, without an id. A blank means not known.',
  heads: {
    id: 'Village id',
    name: 'Village',
    type: 'Type',
    difficult: 'Extremely disadvantaged',
    households: 'Households',
    children_0_2: 'Children 0–2',
    children_3_5: 'Children 3–5',
    children_5: 'Children 5',
    children_under_5: 'Children under 5',
    children_under_6: 'Children under 6',
    children_under_16: 'Children under 16',
    playArea: 'Play area',
    land: 'Land',
    lon: 'Longitude',
    lat: 'Latitude',
  },
  yes: 'yes',
  no: 'no',
  repair: 'under repair',
  chooseTitle: 'Choose a value',
  choose: (values) => `Write one of these values: ${values}; leave it blank if it is not known.`,
  wholeTitle: 'A whole number is needed',
  whole: 'Write a whole number from 0 upwards; leave it blank if it is not known.',
  degreesTitle: 'A position is needed',
  degrees:
    'Write decimal degrees, such as longitude 104.29, latitude 22.52; leave it blank if it is not known.',
}

export const villageWords: Record<Language, VillageWords> = { vi, en }
