import type { LocalDate } from '../../../src-main/contract/index.ts';

/** Words of one country from which `layouts.ts` sets its documents. Names, streets and towns are invented or common words. */
export type Country = {
  readonly currency: string;
  readonly order: 'dmy' | 'mdy';
  readonly sign: string;
  readonly tradeFirst: boolean;
  readonly domain: string;
  readonly firsts: readonly string[];
  readonly trades: readonly string[];
  readonly forms: readonly string[];
  readonly streets: readonly string[];
  readonly towns: readonly string[];
  readonly slogans: readonly string[];
  readonly goods: readonly string[];
  readonly rates: readonly number[];
  readonly headings: readonly string[];
  readonly invoiceHeadings: readonly string[];
  readonly welcome: string;
  readonly phoneWords: readonly string[];
  readonly taxIdWords: readonly string[];
  readonly numberWords: readonly string[];
  readonly invoiceNumberWords: readonly string[];
  readonly dateWords: readonly string[];
  readonly buyerWords: readonly string[];
  readonly netWords: readonly string[];
  readonly taxWords: readonly string[];
  readonly totalWords: readonly string[];
  readonly cashWords: readonly string[];
  readonly changeWords: readonly string[];
  readonly cardWords: readonly string[];
  readonly thanks: readonly string[];
  readonly numbered: (street: string, number: number) => string;
  readonly place: (town: string, digits: (count: number) => string, int: (low: number, high: number) => number) => string;
  readonly phone: (digits: (count: number) => string) => string;
  readonly taxId: (digits: (count: number) => string) => string;
  readonly date: (day: LocalDate) => string;
  readonly amount: (minor: number) => string;
};

const list = (text: string): string[] => text.split('; ');
const dot = (minor: number) => `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`;
const comma = (minor: number) => dot(minor).replace('.', ',');
const parts = (day: LocalDate) => day.split('-') as [string, string, string];
const letters = (int: (low: number, high: number) => number, count: number) =>
  Array.from({ length: count }, () => String.fromCharCode(65 + int(0, 25))).join('');

const ENGLISH = {
  order: 'dmy',
  tradeFirst: false,
  headings: list('RECEIPT; VAT RECEIPT; SALES RECEIPT; Tax Invoice; Customer copy'),
  invoiceHeadings: list('Invoice; INVOICE; Tax Invoice'),
  welcome: 'Welcome to',
  phoneWords: list('Tel; Tel:; Phone:; T:'),
  numberWords: list('Receipt No; Receipt; No.; Ticket No; Order'),
  invoiceNumberWords: list('Invoice number; Invoice No.; Number'),
  dateWords: list('Date; Invoice date'),
  buyerWords: list('Bill to; Invoice to:; Customer'),
  totalWords: list('TOTAL; Total; Total due; Balance due; Amount due'),
  cashWords: list('Cash; CASH; Cash tendered'),
  changeWords: list('Change; CHANGE'),
  cardWords: list('Visa; Mastercard; Card payment; Contactless; Debit card'),
  thanks: list('Thank you for your custom; Thank you; Please call again; Keep this receipt; Served by Kim'),
  goods: list(
    'Brown loaf; Milk 2L; Ham baguette; Copy paper A4; Wall plugs; Diesel; Screen wash; Tea towels; Paint 5L; Stamps; Lamp bulb; Return ticket; Room 1 night; Labour 2 hours',
  ),
  amount: dot,
} as const;

export const COUNTRIES: Readonly<Record<string, Country>> = {
  GB: {
    ...ENGLISH,
    currency: 'GBP',
    sign: '£',
    domain: '.co.uk',
    firsts: list(
      "Northgate; Ferndale; Hollins; Marlow; Thornbury; Alder & Finch; Copper Kettle; Red Lion; Ashworth's; Bramley; Westbrook; Sandpiper; Old Mill; Priory; Kestrel; Tamar Valley; Castle; Beacon; Wren & Co; Silverdale; Hartley; Brookside; Elmtree; Park Road; Church Lane; Riverside",
    ),
    trades: list(
      'Bakery; Butchers; Garage; Stores; Taxis; Coaches; Florist; Plumbing Supplies; Dry Cleaners; Electrical; Timber; Car Park; Car Wash; Post Office; Trains; Service Station; Stationers; Cash & Carry; Brewery; Inn; Hotel; Cafe; Foods; Dairy; Nurseries; Tools; Motors; Laundry',
    ),
    forms: list('Ltd; Limited; LLP; PLC; & Sons Ltd'),
    streets: list(
      'High Street; Station Road; Mill Lane; Church Street; Victoria Parade; Station Approach; Quay Street; Park Avenue; The Green; Market Place; Riverside Walk; Castle Hill; Kings Road; A40 Eastbound; Trading Estate; Abbey Close; London Road; North Terrace; Harbour Way; The Square',
    ),
    towns: list('Leeds; Ashby; Torford; Milbury; Kingswell; Denton; Harwick; Bexley; Stowmere; Carrow; Winford; Tadbury'),
    slogans: list(
      'Family run since 1924; Your local supplier; Fresh every day; Open 7 days a week; Trade counter; Part of the Alder Group',
    ),
    rates: [20, 20, 5],
    taxIdWords: list('VAT No; VAT Reg No; VAT Reg. No.:; VAT number'),
    netWords: list('Subtotal; Net; Net total; Sub total; Goods total'),
    taxWords: list('VAT; VAT @; VAT at'),
    numbered: (street, number) => `${number} ${street}`,
    place: (town, digits, int) => `${town} ${letters(int, 2)}${int(1, 19)} ${digits(1)}${letters(int, 2)}`,
    phone: (digits) => `01${digits(3)} ${digits(6)}`,
    taxId: (digits) => `GB ${digits(9)}`,
    date: (day) => {
      const [y, m, d] = parts(day);
      return `${d}/${m}/${y}`;
    },
  },
  US: {
    ...ENGLISH,
    currency: 'USD',
    order: 'mdy',
    sign: '$',
    domain: '.com',
    firsts: list(
      "Joe's; Maple Leaf; Sunrise; Big Bend; Harper & Lee; Lucky; Blue Ridge; Pioneer; Golden Gate; Rosie's; Lone Star; Bayview; Cedar Creek; Liberty; Hometown; Canyon; Main Street; Lakeside; Delgado; Union",
    ),
    trades: list(
      'Diner; Hardware; Deli; Auto Parts; Market; Pharmacy; Gas; Office Supply; Grill; Coffee; Lumber; Parking; Cleaners; Books; Electric; Tire & Lube; Bakery; Motel; Print Shop; Nursery',
    ),
    forms: list('Inc; Inc.; LLC; Corp.; Co.'),
    streets: list(
      'Main St; W 4th Street; Elm Avenue; Oak Blvd; Sunset Dr; Hwy 290 E; Lake Road; Broadway; Mission St; N Lincoln Ave; Pine Street; Commerce Way; River Pkwy; Washington Sq',
    ),
    towns: list('Austin; Fairview; Dayton; Springfield; Madison; Salem; Boise; Clayton; Ashland; Newport'),
    slogans: list('Since 1951; The best in town; Open 24 hours; Family owned; Quality you can trust; Store #0412'),
    rates: [8, 6, 7],
    taxIdWords: list('Tax ID; EIN'),
    netWords: list('Subtotal; SUBTOTAL; Sub Total'),
    taxWords: list('Tax; Sales tax; TAX'),
    numbered: (street, number) => `${number} ${street}`,
    place: (town, digits, int) => `${town}, ${letters(int, 2)} ${digits(5)}`,
    phone: (digits) => `(${digits(3)}) ${digits(3)}-${digits(4)}`,
    taxId: (digits) => `${digits(2)}-${digits(7)}`,
    date: (day) => {
      const [y, m, d] = parts(day);
      return `${m}/${d}/${y}`;
    },
  },
  AU: {
    ...ENGLISH,
    currency: 'AUD',
    sign: '$',
    domain: '.com.au',
    firsts: list('Banksia; Southern Cross; Murray; Wattle; Coogee; Outback; Harbour View; Gum Tree; Bluewater; Digger; Yarra; Kookaburra'),
    trades: list('Bakehouse; Hardware; Bottle Shop; Newsagency; Motors; Plumbing; Pharmacy; Cafe; Meats; Caravan Park; Produce; Tyres'),
    forms: list('Pty Ltd; Pty. Ltd.; Pty Limited'),
    streets: list(
      'George Street; Pitt St; Pacific Highway; Beach Road; Railway Parade; Military Rd; Flinders Lane; Bridge Street; Ocean Dr; Darling Way',
    ),
    towns: list('Newcastle; Ballarat; Cairns; Orange; Dubbo; Hobart; Geelong; Mackay'),
    slogans: list('Proudly Australian; Open till late; Locally owned; Fresh is best'),
    rates: [10],
    taxIdWords: list('ABN; ABN:; A.B.N.'),
    netWords: list('Subtotal; Total ex GST'),
    taxWords: list('GST; GST @'),
    numbered: (street, number) => `${number} ${street}`,
    place: (town, digits, int) => `${town} ${['NSW', 'VIC', 'QLD', 'TAS'][int(0, 3)]} ${digits(4)}`,
    phone: (digits) => `(0${digits(1)}) ${digits(4)} ${digits(4)}`,
    taxId: (digits) => `${digits(2)} ${digits(3)} ${digits(3)} ${digits(3)}`,
    date: (day) => {
      const [y, m, d] = parts(day);
      return `${d}/${m}/${y}`;
    },
  },
  DE: {
    currency: 'EUR',
    order: 'dmy',
    sign: '',
    tradeFirst: true,
    domain: '.de',
    firsts: list(
      'Hofmann; Brandt; Sonnenhof; Lenz; Am Markt; Nordlicht; Krüger & Sohn; Seidel; Zum Hirschen; Albrecht; Rheintal; Vogel; Stadtmitte; Bergmann',
    ),
    trades: list(
      'Bäckerei; Metzgerei; Autohaus; Elektro; Gasthof; Apotheke; Tankstelle; Schreibwaren; Baumarkt; Blumen; Reinigung; Getränke; Druckerei; Parkhaus',
    ),
    forms: list('GmbH; GmbH & Co. KG; e.K.; OHG; KG; AG'),
    streets: list('Hauptstraße; Bahnhofstr.; Gartenweg; Marktplatz; Lindenallee; Industriestr.; Schulgasse; Am Hafen; Ringstr.; Mühlweg'),
    towns: list('Esslingen; Neustadt; Bremen; Lindau; Goslar; Fulda; Aalen; Kiel; Trier; Passau'),
    slogans: list('Meisterbetrieb; Immer frisch; Ihr Partner am Ort; seit 1926'),
    goods: list('Brötchen; Milch 1L; Super E10; Kopierpapier A4; Dübel; Kaffee; Glühlampe; Blumenstrauß; Parkgebühr; Arbeitsstunde'),
    rates: [19, 7],
    headings: list('Rechnung; Quittung; Kassenbon; KUNDENBELEG; Beleg'),
    invoiceHeadings: list('Rechnung; RECHNUNG'),
    welcome: 'Herzlich willkommen',
    phoneWords: list('Tel.; Tel:; Telefon'),
    taxIdWords: list('USt-IdNr.; USt-ID:; UID Nr.'),
    numberWords: list('Bon-Nr.; Beleg-Nr.; Rechnung Nr.'),
    invoiceNumberWords: list('Rechnungsnr.; Rechnungsnummer'),
    dateWords: list('Datum; Rechnungsdatum'),
    buyerWords: list('Rechnung an; Kunde'),
    netWords: list('Netto; Nettobetrag; Zwischensumme'),
    taxWords: list('MwSt; USt; inkl. MwSt'),
    totalWords: list('SUMME; Gesamtbetrag; Summe EUR; Zu zahlen'),
    cashWords: list('BAR; Gegeben; Bar gegeben'),
    changeWords: list('Rückgeld; Zurück'),
    cardWords: list('Girocard; EC-Karte; Kartenzahlung'),
    thanks: list('Vielen Dank für Ihren Einkauf; Auf Wiedersehen; Es bediente Sie Frau Kern'),
    numbered: (street, number) => `${street} ${number}`,
    place: (town, digits) => `${digits(5)} ${town}`,
    phone: (digits) => `0${digits(4)}/${digits(6)}`,
    taxId: (digits) => `DE${digits(9)}`,
    date: (day) => {
      const [y, m, d] = parts(day);
      return `${d}.${m}.${y}`;
    },
    amount: comma,
  },
  FR: {
    currency: 'EUR',
    order: 'dmy',
    sign: '',
    tradeFirst: true,
    domain: '.fr',
    firsts: list('Martin; du Marché; Le Phare; Dupont; des Halles; Belle Rive; Lefèvre; du Centre; Girard; de la Gare'),
    trades: list('Boulangerie; Garage; Brasserie; Librairie; Pharmacie; Quincaillerie; Hôtel; Papeterie; Pressing; Épicerie'),
    forms: list('SARL; SAS; EURL; SA'),
    streets: list(
      'rue de la République; avenue Foch; quai des Brumes; place du Marché; boulevard Pasteur; rue Haute; impasse des Lilas; rue du Four',
    ),
    towns: list('Calais; Nantes; Aubagne; Vierzon; Cholet; Lens'),
    slogans: list('Artisan depuis 1980; Ouvert le dimanche; Fait maison; Bienvenue'),
    goods: list('Baguette; Café; Plat du jour; Eau minérale; Ramette A4; Essence SP95; Ampoule; Nuitée'),
    rates: [20, 10],
    headings: list('TICKET; FACTURE; Reçu'),
    invoiceHeadings: list('FACTURE; Facture'),
    welcome: 'Bienvenue chez',
    phoneWords: list('Tél.; Tel :; Tél :'),
    taxIdWords: list('TVA; N° TVA; TVA intracom.'),
    numberWords: list('Ticket No; Facture N°; Reçu'),
    invoiceNumberWords: list('Facture N°; Numéro de facture'),
    dateWords: list('Date; Date de facture'),
    buyerWords: list('Facturé à; Client'),
    netWords: list('Total HT; Montant HT'),
    taxWords: list('TVA; dont TVA'),
    totalWords: list('TOTAL TTC; Total; Net à payer'),
    cashWords: list('Espèces; ESPECES'),
    changeWords: list('Rendu; RENDU'),
    cardWords: list('Carte bancaire; CB; Carte'),
    thanks: list('Merci de votre visite; A bientôt'),
    numbered: (street, number) => `${number} ${street}`,
    place: (town, digits) => `${digits(5)} ${town}`,
    phone: (digits) => `0${digits(1)} ${digits(2)} ${digits(2)} ${digits(2)} ${digits(2)}`,
    taxId: (digits) => `FR${digits(11)}`,
    date: (day) => {
      const [y, m, d] = parts(day);
      return `${d}/${m}/${y}`;
    },
    amount: comma,
  },
  NL: {
    currency: 'EUR',
    order: 'dmy',
    sign: '€ ',
    tradeFirst: true,
    domain: '.nl',
    firsts: list('De Vries; Jansen; Het Anker; Noord; De Molen; Van Dijk; Zonnebloem; Bakker; Oosterhof; De Haven'),
    trades: list('Slagerij; Bouwmarkt; Garage; Bloemen; Eetcafé; Drukkerij; Apotheek; Kantoorvak; Fietsen; Bakkerij'),
    forms: list('B.V.; BV; V.O.F.'),
    streets: list('Dorpsstraat; Kerkplein; Stationsweg; Herengracht; Molenlaan; Marktplein; Havenstraat; Parkweg'),
    towns: list('Utrecht; Zwolle; Breda; Hoorn; Venlo; Assen'),
    slogans: list('Al 50 jaar vers; Uw vakman; Dagelijks open; Sinds 1961'),
    goods: list('Brood; Koffie; Printpapier; Benzine; Verf 1L; Lamp; Fietsband; Boeket'),
    rates: [21, 9],
    headings: list('KASSABON; FACTUUR; Bon'),
    invoiceHeadings: list('Factuur; FACTUUR'),
    welcome: 'Welkom bij',
    phoneWords: list('Tel.; Tel:'),
    taxIdWords: list('BTW nr.; BTW-nummer'),
    numberWords: list('Bonnr.; Factuur nr.; Bon nr'),
    invoiceNumberWords: list('Factuurnummer; Factuur nr.'),
    dateWords: list('Datum; Factuurdatum'),
    buyerWords: list('Klant; Factuuradres'),
    netWords: list('Subtotaal; Totaal excl. BTW'),
    taxWords: list('BTW; BTW hoog'),
    totalWords: list('TOTAAL; Totaal; Te betalen'),
    cashWords: list('Contant'),
    changeWords: list('Wisselgeld'),
    cardWords: list('PIN; Maestro; Bankpas'),
    thanks: list('Bedankt en tot ziens; Graag tot ziens'),
    numbered: (street, number) => `${street} ${number}`,
    place: (town, digits, int) => `${digits(4)} ${letters(int, 2)} ${town}`,
    phone: (digits) => `0${digits(2)}-${digits(7)}`,
    taxId: (digits) => `NL${digits(9)}B01`,
    date: (day) => {
      const [y, m, d] = parts(day);
      return `${d}-${m}-${y}`;
    },
    amount: comma,
  },
};
