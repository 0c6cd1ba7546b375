export { type ActivityKeeper, createActivityKeeper } from './activity.ts';
export { homeNumbers } from './home.ts';
export { createNotices } from './notices.ts';
export { clientOverview, supplierInfos } from './overview.ts';
export { readingNumbers } from './reading.ts';
