import type { Language } from '#domain/language'
import type { Level, Vintage } from '#domain/units'

const vi = {
  mark: 'SỐ LIỆU MINH HOẠ – không phải số thật',
  markWord: 'minh hoạ',
  notReal: 'không phải số thật',
  by: {
    province: 'toàn tỉnh',
    district: 'theo huyện, thị xã, thành phố',
    commune: 'theo xã, phường, thị trấn',
  } satisfies Record<Level, string>,
  formerBy: 'theo huyện cũ (trước ngày 01/7/2025)',
  vintage: {
    '2024': 'địa giới đến ngày 30/6/2025',
    '2025': 'địa giới từ ngày 01/7/2025',
  } satisfies Record<Vintage, string>,
  wholeProvince: (name: string) => `Tỉnh ${name}`,
  former: (district: string) => `${district} (cũ)`,
  target: (value: string) => `Mục tiêu: ${value}`,
  noTarget: 'Chưa có mục tiêu',
  units: 'Số đơn vị',
  withheld: 'Số nhỏ, không công bố',
  district: 'Ranh giới huyện',
  formerDistrict: 'Ranh giới huyện cũ',
  top: 'Thiếu nhiều nhất',
  locator: 'Vị trí trong tỉnh',
  scale: (ratio: string) => `Tỷ lệ khoảng 1:${ratio}`,
  position: 'Vị trí của tỉnh',
  hanoi: 'Hà Nội',
  fromHanoi: (km: string, seat: string) => `Cách Hà Nội khoảng ${km} km (đường chim bay, từ ${seat})`,
  north: 'B',
  east: 'Đ',
  source: 'Nguồn',
  moreSources: (n: number) => `và ${n} nguồn khác`,
  version: (version: string, date: string) => `Số liệu phiên bản ${version}, công bố ngày ${date}`,
  live: 'Bản đồ trực tuyến',
  kept: (id: string) => `Bản lưu ${id}`,
  producer: 'Bản đồ Trẻ em',
  met: 'Đạt mục tiêu',
}

/** Words of documents only. What the page says too is in the domain. */
export type DocumentWords = typeof vi

const en: DocumentWords = {
  mark: 'ILLUSTRATIVE FIGURES – not real data',
  markWord: 'illustrative',
  notReal: 'not real data',
  by: { province: 'whole province', district: 'by district', commune: 'by commune' },
  formerBy: 'by former district (before 01/07/2025)',
  vintage: { '2024': 'boundaries until 30/06/2025', '2025': 'boundaries since 01/07/2025' },
  wholeProvince: (name) => `${name} province`,
  former: (district) => `former ${district}`,
  target: (value) => `Target: ${value}`,
  noTarget: 'No target set',
  units: 'Units',
  withheld: 'Small count, withheld',
  district: 'District border',
  formerDistrict: 'Former district border',
  top: 'Lacking most',
  locator: 'Place in the province',
  scale: (ratio) => `Scale about 1:${ratio}`,
  position: 'Where the province lies',
  hanoi: 'Hà Nội',
  fromHanoi: (km, seat) => `About ${km} km from Hà Nội (straight line, from ${seat})`,
  north: 'N',
  east: 'E',
  source: 'Source',
  moreSources: (n) => `and ${n} more`,
  version: (version, date) => `Data version ${version}, published ${date}`,
  live: 'Live map',
  kept: (id) => `Frozen copy ${id}`,
  producer: 'Bản đồ Trẻ em',
  met: 'Target met',
}

export const documentWords: Record<Language, DocumentWords> = { vi, en }
