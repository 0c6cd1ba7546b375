export { changeClient, createClient, findClientByName, freeName, getClient, listClients } from './clients.ts';
export { FALLBACK_ACCOUNT, starterAccounts, starterTaxCodes } from './starter-chart.ts';
