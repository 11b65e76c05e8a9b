import type { Language } from './language'

const vi = {
  legend: {
    title: 'Chú giải',
    units: (n: string) => `${n} đơn vị`,
    missing: 'Chưa báo cáo',
    zero: 'Bằng 0',
    met: 'Đạt mục tiêu',
    under: (to: string) => `dưới ${to}`,
    from: (from: string) => `từ ${from} trở lên`,
    range: (from: string, to: string) => `${from} – dưới ${to}`,
    above: (from: string) => `trên ${from}`,
    upTo: (to: string) => `đến ${to}`,
    aboveTo: (from: string, to: string) => `trên ${from} – ${to}`,
    estimated: 'Ước tính',
    illustrative: 'Minh hoạ',
    zone: 'Khu vực III',
    villages: 'Có thôn đặc biệt khó khăn',
    schematic: 'Ranh giới sơ đồ, vẽ từ vị trí trung tâm xã. Không phải ranh giới hành chính.',
    official: 'Ranh giới: bản đồ hành chính chính thức 2025.',
    user: 'Ranh giới do đơn vị vận hành cung cấp.',
    noGeometry: (n: string) => `${n} đơn vị không có hình trên bản đồ`,
  },
  status: {
    official: 'Chính thức',
    reported: 'Báo cáo',
    estimated: 'Ước tính',
    illustrative: 'Minh hoạ',
  },
  statusHint: {
    official: 'do cơ quan nhà nước công bố',
    reported: 'do đơn vị gửi, đã duyệt',
    estimated: 'tính từ số liệu khác',
    illustrative: 'phần mềm tự tạo, không phải số thật',
  },
  period: {
    half: (half: string, year: string) => `6 tháng ${half === '1' ? 'đầu' : 'cuối'} năm ${year}`,
    year: (year: string) => `năm ${year}`,
    shortHalf: (half: string, year: string) => `${half === '1' ? 'Đầu' : 'Cuối'} ${year}`,
  },
  unitTypes: {
    tỉnh: 'Tỉnh',
    'thành phố': 'Thành phố',
    'thị xã': 'Thị xã',
    huyện: 'Huyện',
    phường: 'Phường',
    'thị trấn': 'Thị trấn',
    xã: 'Xã',
  },
  unitName: (type: string, name: string) => `${type} ${name}`,
}

/** Words that the page and the documents share: a map and its printed picture say the same. */
export type Words = typeof vi

const en: Words = {
  legend: {
    title: 'Legend',
    units: (n) => `${n} ${n === '1' ? 'unit' : 'units'}`,
    missing: 'Not reported',
    zero: 'Zero',
    met: 'Target met',
    under: (to) => `below ${to}`,
    from: (from) => `${from} and more`,
    range: (from, to) => `${from} – below ${to}`,
    above: (from) => `above ${from}`,
    upTo: (to) => `up to ${to}`,
    aboveTo: (from, to) => `above ${from} – ${to}`,
    estimated: 'Estimated',
    illustrative: 'Illustrative',
    zone: 'Zone III',
    villages: 'Has extremely difficult villages',
    schematic: 'Schematic boundaries, drawn from the seats of the communes. Not administrative borders.',
    official: 'Boundaries: official administrative map of 2025.',
    user: 'Boundaries supplied by the operator of this site.',
    noGeometry: (n) => `${n} ${n === '1' ? 'unit has' : 'units have'} no shape on the map`,
  },
  status: {
    official: 'Official',
    reported: 'Reported',
    estimated: 'Estimated',
    illustrative: 'Illustrative',
  },
  statusHint: {
    official: 'published by the state',
    reported: 'sent in by the unit, approved',
    estimated: 'computed from other figures',
    illustrative: 'made up by the software, not real',
  },
  period: {
    half: (half, year) => `${half === '1' ? 'first' : 'second'} half of ${year}`,
    year: (year) => year,
    shortHalf: (half, year) => `H${half} ${year}`,
  },
  unitTypes: {
    tỉnh: 'province',
    'thành phố': 'city',
    'thị xã': 'town',
    huyện: 'district',
    phường: 'ward',
    'thị trấn': 'township',
    xã: 'commune',
  },
  unitName: (type, name) => `${name} ${type}`,
}

export const words: Record<Language, Words> = { vi, en }
