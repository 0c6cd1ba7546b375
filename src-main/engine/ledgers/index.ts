export { knownBooks, markCompared, refreshBooks, refreshOldBooks } from './books.ts';
export { assertOwnBooks, connectLedger, describeLedger, ledgerKinds, testLedger } from './connect.ts';
export { closeConnections, connectionFor, connectorOf, placesFor } from './connections.ts';
export { linkedSupplier, linkSupplier, type SupplierLink, unlinkSupplier } from './links.ts';
export { settingFields } from './setting-fields.ts';
export { SignIns } from './sign-in.ts';
