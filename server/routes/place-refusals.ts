import type { Obstacle } from '#domain/places/proposal'
import type { Refusal } from './problem'

export const unknownProposal = (id: string): Refusal<404> => ({
  kind: 'unknown-proposal',
  status: 404,
  detail: {
    vi: `Không có đề nghị nào mang mã «${id}». Danh sách ở /api/places/proposals.`,
    en: `No proposal has the id "${id}". They are listed at /api/places/proposals.`,
  },
})

export const goneRecord: Refusal<409> = {
  kind: 'changed-meanwhile',
  status: 409,
  detail: {
    vi: 'Thôn hoặc công trình này không còn trong sổ. Hãy trả lại đề nghị, hoặc đề nghị thêm mới.',
    en: 'The village or facility is no longer on record. Return the proposal, or propose to add it anew.',
  },
}

export const changedRecord: Refusal<409> = {
  kind: 'changed-meanwhile',
  status: 409,
  detail: {
    vi: 'Bản ghi đã được thay đổi sau khi người đề nghị xem. Không có gì bị mất: so sánh hai bản, rồi trả lại đề nghị hoặc duyệt với force=true.',
    en: 'The record was changed after the author of the proposal saw it. Nothing is lost: compare both, then return the proposal or approve it with force=true.',
  },
}

export const takenProposal: Refusal<409> = {
  kind: 'wrong-state',
  status: 409,
  detail: {
    vi: 'Đã có đề nghị khác với mã này, hoặc đề nghị đã gửi đi nên không sửa được nữa. Hãy gửi đề nghị mới với mã mới.',
    en: 'Another proposal has this id, or it was sent in and can no longer be changed. Send a new one with a new id.',
  },
}

/** Why a deed to a proposal is refused. */
export const refusalOfDeed: Record<Obstacle, Refusal<403 | 409>> = {
  'not-allowed': {
    kind: 'not-allowed',
    status: 403,
    detail: {
      vi: 'Tài khoản của bạn không làm được việc này với đề nghị này: duyệt và trả lại cần người duyệt của địa bàn.',
      en: 'Your account may not do this to this proposal: to approve and to return needs a reviewer of the area.',
    },
  },
  'wrong-state': {
    kind: 'wrong-state',
    status: 409,
    detail: {
      vi: 'Đề nghị không ở trạng thái chờ duyệt. Hãy tải lại trang.',
      en: 'The proposal is not waiting for review. Load the page again.',
    },
  },
  'own-proposal': {
    kind: 'own-proposal',
    status: 403,
    detail: {
      vi: 'Bạn là người gửi đề nghị này nên không tự duyệt được. Hãy nhờ người duyệt khác.',
      en: 'You sent this proposal in, so you cannot approve it yourself. Ask another reviewer.',
    },
  },
}

export const unreadablePhoto: Refusal<422> = {
  kind: 'unreadable-file',
  status: 422,
  detail: {
    vi: 'Không đọc được ảnh. Hãy gửi ảnh JPEG, PNG hoặc WebP.',
    en: 'The photo cannot be read. Send a JPEG, PNG or WebP.',
  },
}

/** Largest photo that is taken, before it is made smaller. */
export const mostPhotoBytes = 12 * 1024 * 1024

export const tooLargePhoto: Refusal<413> = {
  kind: 'too-large',
  status: 413,
  detail: {
    vi: `Ảnh lớn hơn ${mostPhotoBytes / 1024 / 1024} MB. Hãy chụp hoặc lưu ở cỡ nhỏ hơn.`,
    en: `The photo is larger than ${mostPhotoBytes / 1024 / 1024} MB. Take or save it in a smaller size.`,
  },
}

export const noRoomForPhotos: Refusal<507> = {
  kind: 'too-many',
  status: 507,
  detail: {
    vi: 'Chỗ dành cho ảnh đã hết. Hãy gửi không kèm ảnh, và báo cho quản trị viên.',
    en: 'There is no room left for photos. Send it without one, and tell the administrator.',
  },
}
