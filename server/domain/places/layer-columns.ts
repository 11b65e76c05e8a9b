import type { Attribute } from '../attributes'
import type { Bilingual } from '../measures'
import { statuses } from '../status'
import { conditions, facilityKinds } from './facility'
import { childMeasures, landStates, playAreaStates, villageTypes } from './village'

const column = (
  name: string,
  type: Attribute['type'],
  title: Bilingual,
  description: Bilingual,
  more: Pick<Attribute, 'allowed' | 'unit'> = {},
): Attribute => ({ name, type, title, description, ...more })

const identity: readonly Attribute[] = [
  column(
    'id',
    'text',
    { vi: 'Mã', en: 'Id' },
    { vi: 'Không đổi khi tên hay xã đổi.', en: 'Stays when name or commune change.' },
  ),
  column(
    'commune_code',
    'text',
    { vi: 'Mã xã', en: 'Commune' },
    { vi: 'Mã của cơ quan thống kê.', en: 'Code of the statistical office.' },
  ),
  column(
    'commune_name',
    'text',
    { vi: 'Tên xã', en: 'Name of the commune' },
    { vi: 'Không kèm loại.', en: 'Without its type.' },
  ),
  column(
    'district_code',
    'text',
    { vi: 'Mã huyện', en: 'District' },
    { vi: 'Huyện, hoặc huyện cũ.', en: 'District, or former district.' },
  ),
]

const record: readonly Attribute[] = [
  column(
    'status',
    'text',
    { vi: 'Loại số liệu', en: 'Status' },
    { vi: 'illustrative: minh hoạ, không phải thật.', en: 'illustrative: made up, not real.' },
    { allowed: statuses },
  ),
  column(
    'source',
    'text',
    { vi: 'Nguồn', en: 'Source' },
    { vi: 'Căn cứ của bản ghi.', en: 'What the record rests on.' },
  ),
  column(
    'as_of',
    'date',
    { vi: 'Tính đến ngày', en: 'As of' },
    { vi: 'Ngày mà bản ghi đúng.', en: 'Day for which the record is true.' },
  ),
  column(
    'data_version',
    'integer',
    { vi: 'Phiên bản số liệu', en: 'Data version' },
    { vi: 'Phiên bản đưa bản ghi này vào.', en: 'Version that brought the record in this form.' },
  ),
]

const childTitles: Record<(typeof childMeasures)[number], Bilingual> = {
  children_0_2: { vi: 'Trẻ 3–36 tháng', en: 'Children of 3–36 months' },
  children_3_5: { vi: 'Trẻ 3–5 tuổi', en: 'Children aged 3 to 5' },
  children_5: { vi: 'Trẻ 5 tuổi', en: 'Children aged 5' },
  children_under_5: { vi: 'Trẻ dưới 5 tuổi', en: 'Children under 5' },
  children_under_6: { vi: 'Trẻ dưới 6 tuổi', en: 'Children under 6' },
  children_under_16: { vi: 'Trẻ dưới 16 tuổi', en: 'Children under 16' },
}

const notKnown: Bilingual = { vi: 'Trống: chưa biết.', en: 'Empty: not known.' }
const crow: Bilingual = {
  vi: 'Đường chim bay trên ellipsoid, mét; trống khi không đo được.',
  en: 'As the crow flies on the ellipsoid, metres; empty when it cannot be measured.',
}

/** The columns of a layer of villages, in order. */
export const villageColumns: readonly Attribute[] = [
  ...identity,
  column(
    'name',
    'text',
    { vi: 'Tên', en: 'Name' },
    { vi: 'Tên không kèm loại.', en: 'Name without the type.' },
  ),
  column(
    'type',
    'text',
    { vi: 'Loại', en: 'Type' },
    { vi: 'Loại thôn.', en: 'Type of village.' },
    { allowed: villageTypes },
  ),
  column(
    'extremely_disadvantaged',
    'boolean',
    { vi: 'Đặc biệt khó khăn', en: 'Extremely disadvantaged' },
    notKnown,
  ),
  column('households', 'integer', { vi: 'Số hộ', en: 'Households' }, notKnown, { unit: 'households' }),
  ...childMeasures.map((measure) =>
    column(measure, 'integer', childTitles[measure], notKnown, { unit: 'children' }),
  ),
  column(
    'land',
    'text',
    { vi: 'Quỹ đất', en: 'Land' },
    { vi: 'Đã sẵn sàng chưa.', en: 'Whether land is ready.' },
    { allowed: landStates },
  ),
  column(
    'play_area',
    'text',
    { vi: 'Điểm vui chơi', en: 'Play area' },
    { vi: 'Nhà văn hoá, sân trường không tính.', en: 'A cultural house or school yard does not count.' },
    { allowed: playAreaStates },
  ),
  column('play_area_metres', 'number', { vi: 'Tới điểm vui chơi', en: 'To the nearest play area' }, crow, {
    unit: 'm',
  }),
  column('preschool_metres', 'number', { vi: 'Tới trường mầm non', en: 'To the nearest preschool' }, crow, {
    unit: 'm',
  }),
  ...record,
]

/** The columns of a layer of facilities, in order. */
export const facilityColumns: readonly Attribute[] = [
  ...identity,
  column(
    'vintage',
    'text',
    { vi: 'Địa giới', en: 'Vintage' },
    { vi: 'Địa giới của mã xã.', en: 'Geography of the commune code.' },
  ),
  column(
    'kind',
    'text',
    { vi: 'Loại công trình', en: 'Kind' },
    { vi: 'Loại công trình.', en: 'Kind of facility.' },
    { allowed: facilityKinds },
  ),
  column(
    'name',
    'text',
    { vi: 'Tên', en: 'Name' },
    { vi: 'Trống khi không có tên riêng.', en: 'Empty where it has none.' },
  ),
  column(
    'village',
    'text',
    { vi: 'Mã thôn', en: 'Village' },
    { vi: 'Thôn mà công trình phục vụ.', en: 'Village that it serves.' },
  ),
  column(
    'condition',
    'text',
    { vi: 'Tình trạng', en: 'Condition' },
    { vi: 'Chỉ working được tính khoảng cách.', en: 'Distances are measured to working ones only.' },
    { allowed: conditions },
  ),
  column('safety_checked_on', 'date', { vi: 'Ngày kiểm tra an toàn', en: 'Safety check' }, notKnown),
  column('opened_on', 'date', { vi: 'Ngày đưa vào sử dụng', en: 'Opened on' }, notKnown),
  column('capacity', 'integer', { vi: 'Sức chứa', en: 'Capacity' }, notKnown, { unit: 'children' }),
  ...record,
]
