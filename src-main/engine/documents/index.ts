export {
  changeDocument,
  countByState,
  type DocumentChange,
  type DocumentRow,
  getDocument,
  insertDocument,
  summaryOf,
} from './documents.ts';
export { listDocuments } from './list.ts';
export { repeatable, sameBills, sameBytesElsewhere, waitingLike } from './related.ts';
