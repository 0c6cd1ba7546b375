export { changeClient, createClient, findClientByName, getClient, listClients } from './clients.ts';
export { FALLBACK_ACCOUNT, starterAccounts, starterTaxCodes } from './starter-chart.ts';
