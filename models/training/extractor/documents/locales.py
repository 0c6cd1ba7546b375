"""Countries as documents show them: language, currency, tax, legal forms, addresses, telephones. One row per country and language."""
from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Market:
    """`rates` are in hundredths of a percent, the usual one first. `post` and `phone`: 9 is a digit, A a letter, N a digit but 0."""

    country: str
    language: str
    weight: float
    currency: str
    styles: tuple[str, ...]
    tax: tuple[str, ...]
    rates: tuple[int, ...]
    forms: tuple[str, ...]
    ids: str
    id_labels: tuple[str, ...]
    post: str
    phone: tuple[str, ...]
    towns: tuple[str, ...]
    name: tuple[str, ...]
    gross: float = .8  # how often prices of receipts hold the tax
    cash_step: int = 1  # cash is rounded to this many minor units


def s(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split('|'))


P, C, SP, AP = ('point',), ('comma', 'comma', 'plain-comma'), ('space', 'space', 'plain-comma'), ('apostrophe', 'apostrophe', 'plain-point')
MARKETS = (
    Market('GB', 'en', 6, 'GBP', P, s('VAT'), (2000, 500, 0), s('Ltd|Limited|Ltd.|PLC|LLP|& Sons Ltd|Group Ltd|(UK) Ltd|plc|Holdings Ltd|& Co Ltd|Co. Ltd|CIC|UK Limited|LTD|Retail Ltd'), 'GB', s('VAT No|VAT Reg No|VAT Reg. No.|VAT Number|VAT Registration No:|VAT'),
           '{town} AA9 9AA|{town} A9 9AA|{town}, AA99 9AA|{town} AA9A 9AA', s('0999 999 9999|0204 999 9999|+44 999 999 9999|01999 999999|(01999) 999999|020 7999 9999'),
           s('London|Manchester|Leeds|Bristol|York|Glasgow|Cardiff|Oxford|Bath|Norwich|Newcastle upon Tyne|Reading'), s('United Kingdom|England|UK')),
    Market('US', 'en', 6, 'USD', P, s('Tax|Sales Tax|TAX|State Tax|Tax 1'), (825, 700, 600, 888, 950, 475), s('Inc|Inc.|LLC|Corp.|Co.|, Inc.|LLP|L.L.C.|Corporation|& Co.|, LLC|Company|Enterprises LLC|USA, Inc.|Holdings Inc.|P.C.|of America, Inc.|Stores, Inc.'), 'US', s('EIN|Federal Tax ID|Tax ID|FEIN|Tax ID#'),
           '{town}, AA 99999|{town} AA 99999|{town}, AA 99999-9999', s('(999) 999-9999|999-999-9999|999.999.9999|+1 999-999-9999|1-800-999-9999'),
           s('Springfield|Austin|Portland|Denver|Boston|San Diego|Columbus|Madison|Tampa|Brooklyn|Salem|Fresno'), s('USA|United States|U.S.A.'), .02),
    Market('MY', 'en', 6, 'MYR', P, s('GST|GST|SST|Service Tax|Sales Tax'), (600, 0, 1000, 800), s('SDN BHD|SDN BHD|SDN BHD|SDN BHD|SDN BHD|SDN BHD|SDN. BHD.|SDN. BHD.|SDN. BHD.|Sdn Bhd|Sdn. Bhd.|ENTERPRISE|(M) SDN BHD|BERHAD|BHD|PLT|TRADING|(M) Sdn Bhd|S/B|SDN.BHD.|SDN BHD.|Enterprise|& COMPANY|SB'), 'MY',
           s('GST ID|GST ID NO|GST Reg No|GST No.|GST REG. NO|SST ID|(GST ID No|GST ID No :|SST No|GST No'), '99999 {town}|99999 {town}, SELANGOR|99999, {town}, JOHOR.|99999 {town}, MALAYSIA|99999 {town} W.P.',
           s('03-99999999|07-9999999|+603-9999 9999|012-999 9999|03 - 9999 9999|603-99999999|04-9999999|+6012-999 9999'),
           s('KUALA LUMPUR|SHAH ALAM|PETALING JAYA|JOHOR BAHRU|IPOH|KLANG|SUBANG JAYA|BATU CAVES|SEREMBAN|MELAKA|PUCHONG|AMPANG|GEORGETOWN'), s('MALAYSIA|Malaysia'), .6, 5),
    Market('SG', 'en', 3, 'SGD', P, s('GST'), (700, 800, 900, 0), s('Pte Ltd|PTE LTD|Pte. Ltd.|LLP|PTE. LTD.|(S) Pte Ltd|(Singapore) Pte Ltd|P/L|Private Limited|Enterprise'), 'SG', s('GST Reg No|GST Reg. No|UEN|GST Registration No|Co. Reg No|GST/UEN'), 'Singapore 999999|SINGAPORE 999999|S(999999)|#09-99 Singapore 999999',
           s('6999 9999|+65 6999 9999|(65) 6999 9999|9999 9999|Tel 69999999'), s('Singapore'), s('Singapore'), .6, 5),
    Market('AU', 'en', 4, 'AUD', P, s('GST'), (1000, 0), s('Pty Ltd|Pty. Ltd.|PTY LTD|Pty Limited|Ltd'), 'AU', s('ABN|ABN:|A.B.N.|ABN No'), '{town} NSW 9999|{town} VIC 9999|{town}, QLD 9999|{town} WA 9999', s('(02) 9999 9999|02 9999 9999|0499 999 999|1300 999 999|+61 3 9999 9999'),
           s('Sydney|Melbourne|Brisbane|Perth|Geelong|Newcastle|Hobart|Adelaide|Wollongong'), s('Australia|AUSTRALIA'), .85, 5),
    Market('IN', 'en', 2.5, 'INR', P, s('GST|IGST|CGST+SGST|GST'), (1800, 500, 1200, 2800), s('Pvt Ltd|Private Limited|Pvt. Ltd.|LLP|Ltd|& Co'), 'IN', s('GSTIN|GSTIN:|GST No|GSTIN/UIN|GST NO.'), '{town} - 999999|{town} 999 999|{town}-999999, India|{town} 999999',
           s('+91 99999 99999|099 9999 9999|9999999999|+91-99-99999999'), s('Mumbai|Pune|Chennai|Bengaluru|New Delhi|Kochi|Jaipur|Hyderabad'), s('India|INDIA'), .4, 100),
    Market('IE', 'en', 2, 'EUR', P, s('VAT'), (2300, 1350, 900, 0), s('Ltd|Limited|DAC|Teo|Ltd.'), 'IE', s('VAT No|VAT Reg No|VAT Number|VAT'), '{town}|{town}, Co. Cork|{town} A99 AA99|Dublin N|Co. Galway', s('01 999 9999|+353 1 999 9999|(091) 999999|021 9999999'), s('Dublin|Cork|Galway|Limerick|Sligo|Ennis'), s('Ireland'), .8, 5),
    Market('ZA', 'en', 2, 'ZAR', ('space-point', 'point', 'space'), s('VAT'), (1500, 1400, 0), s('(Pty) Ltd|Pty Ltd|CC|(PTY) LTD|Ltd'), 'ZA', s('VAT No|VAT Reg No|VAT Reg. No.|VAT NO:'), '{town} 9999|{town}, 9999', s('011 999 9999|021 999 9999|+27 11 999 9999|082 999 9999'),
           s('Johannesburg|Cape Town|Durban|Pretoria|Sandton|Randburg|Knysna'), s('South Africa'), .85, 10),
    Market('CA', 'en', 2.5, 'CAD', P, s('GST|HST|HST|Tax'), (1300, 500, 1500), s('Inc.|Ltd.|Inc|Ltd|Corp.|ULC'), 'CA', s('GST/HST No.|GST #|HST#|GST No.|Business No.|GST/HST #'), '{town}, ON A9A 9A9|{town} BC A9A 9A9|{town}, AB A9A 9A9', s('(999) 999-9999|999-999-9999|+1 999 999 9999'),
           s('Toronto|Ottawa|Vancouver|Calgary|Halifax|Winnipeg|Hamilton'), s('Canada|CANADA'), .02, 5),
    Market('NZ', 'en', 1, 'NZD', P, s('GST'), (1500,), s('Ltd|Limited|LTD'), 'NZ', s('GST No|GST Number|GST#|GST Reg No'), '{town} 9999|{town}, 9999', s('09 999 9999|+64 9 999 9999|0800 999 999'), s('Auckland|Wellington|Christchurch|Dunedin'), s('New Zealand'), .9, 10),
    Market('XX', 'en', 3.4, 'USD', P, s('VAT|Tax|GST'), (700, 500, 1000, 1200, 0), s('Ltd|Co., Ltd.|Co. Ltd|LLC|Limited|FZE|L.L.C|K.K.|Kft.|ehf.|AS|SRL|PT'), 'OTHER', s('Tax ID|TRN|VAT No|TIN|Tax No.|Tax Reg. No'), '{town} 99999|{town}|{town}, 9999', s('+999 99 999 9999|99-9999-9999|09 999 9999'),
           s('Bangkok|Dubai|Hong Kong|Tokyo|Manila|Jakarta|Budapest|Reykjavik|Oslo|Bucharest|Istanbul|Nairobi|Sofia|Seoul'), s('Thailand|UAE|Hong Kong|Japan|Philippines|Indonesia|Hungary|Iceland|Norway|Romania|Turkey|Kenya'), .6),
    Market('DE', 'de', 9, 'EUR', C, s('MwSt|MwSt.|USt|USt.|Mwst.|MWST|Mehrwertsteuer'), (1900, 700), s('GmbH|GmbH & Co. KG|AG|KG|OHG|e.K.|UG (haftungsbeschränkt)|GbR|mbH|e.G.|eK|SE|GmbH & Co KG|e.V.|PartG mbB|GmbH|gGmbH|KGaA|GmbH & Co. OHG|Inh. {owner}|& Sohn GmbH|Vertriebs GmbH|Handels GmbH|Betriebs-GmbH|Deutschland GmbH|Service GmbH|Verwaltungs GmbH|Beteiligungs AG|e. K.|UG|Gesellschaft mbH|Holding AG|& Co. KG|AöR|KdöR|a.G.|VVaG|eG|Stiftung|PartGmbB|Filiale Deutschland'), 'DE',
           s('USt-IdNr.|USt-ID|USt-IdNr.:|Ust-Id-Nr.|UStID|USt.-ID-Nr.|Umsatzsteuer-ID|UID Nr.'), '99999 {town}|D-99999 {town}|99999 {town}', s('0999 999999|0999/9999999|+49 999 999999|+49 (0)999 999-99|0999-99999|(0999) 99999-0|030 / 999 999'),
           s('Köln|München|Düsseldorf|Nürnberg|Hamburg|Lübeck|Würzburg|Berlin|Leipzig|Gießen|Bad Homburg|Frankfurt am Main|Mühlhausen'), s('Deutschland|Germany')),
    Market('AT', 'de', 1.6, 'EUR', C, s('USt|USt.|MwSt|MWSt'), (2000, 1000, 1300), s('GmbH|Ges.m.b.H.|KG|OG|AG|e.U.|GmbH & Co KG'), 'AT', s('UID|UID-Nr.|UID-Nr|ATU-Nr.|UID Nr.'), '9999 {town}|A-9999 {town}', s('+43 1 999 99 99|01/9999999|0999/999999|+43 (0)999 9999'), s('Wien|Graz|Linz|Salzburg|Innsbruck|Dornbirn|Villach'), s('Österreich|Austria')),
    Market('CH', 'de', 1.6, 'CHF', AP, s('MWST|MwSt|MWSt'), (770, 810, 250, 260, 380), s('AG|GmbH|& Co.|Einzelfirma|SA|Genossenschaft'), 'CH', s('MWST-Nr.|UID|MwSt-Nr.|UID-Nr.'), '9999 {town}|CH-9999 {town}', s('+41 44 999 99 99|044 999 99 99|079 999 99 99|0848 999 999'), s('Zürich|Bern|Basel|Luzern|Winterthur|St. Gallen|Chur'), s('Schweiz|Switzerland'), .9, 5),
    Market('FR', 'fr', 7, 'EUR', SP, s('TVA|T.V.A.|TVA'), (2000, 1000, 550, 210), s('SARL|SAS|S.A.S.|SA|EURL|SCI|S.A.R.L.|SASU|SNC|SELARL|EI|et Fils SARL|France SAS|& Cie|Groupe SA|Distribution SAS|SCOP|Sarl|GAEC|EARL'), 'FR', s('N° TVA|TVA intracommunautaire|N° TVA Intracom.|TVA|N° TVA intra :|TVA Intra'), '99999 {town}|F-99999 {town}', s('01 99 99 99 99|04.99.99.99.99|+33 9 99 99 99 99|06 99 99 99 99|02-99-99-99-99'),
           s('Paris|Lyon|Orléans|Besançon|Nîmes|Béziers|Angoulême|Nantes|Rennes|Strasbourg|Aix-en-Provence|Saint-Étienne'), s('France|FRANCE')),
    Market('BE', 'fr', 1, 'EUR', C, s('TVA'), (2100, 1200, 600), s('SPRL|SRL|SA|SNC|ASBL'), 'BE', s('TVA|N° TVA|N° entreprise|TVA BE'), '9999 {town}|B-9999 {town}', s('02 999 99 99|+32 9 999 99 99|0499 99 99 99'), s('Bruxelles|Liège|Namur|Mons|Charleroi|Tournai'), s('Belgique')),
    Market('CH', 'fr', .6, 'CHF', AP, s('TVA'), (770, 810, 250), s('SA|Sàrl|& Cie'), 'CH', s('N° TVA|TVA|IDE'), '9999 {town}|CH-9999 {town}', s('+41 22 999 99 99|021 999 99 99'), s('Genève|Lausanne|Neuchâtel|Fribourg|Sion'), s('Suisse'), .9, 5),
    Market('ES', 'es', 5.5, 'EUR', C, s('IVA|I.V.A.|IVA'), (2100, 1000, 400), s('S.L.|SL|S.A.|S.L.U.|S.L.L.|S. Coop.|C.B.|SLU|, S.L.|e Hijos S.L.|, S.A.|, S.A.U.|España S.L.|S.L.P.|S.C.|y Cía S.A.|Hermanos C.B.'), 'ES', s('CIF|NIF|C.I.F.|N.I.F.|CIF:|NIF:|CIF/NIF'), '99999 {town}|99999 {town} (Madrid)|99999 - {town}', s('91 999 99 99|+34 999 999 999|999 99 99 99|999 999 999'),
           s('Madrid|Cádiz|Málaga|Córdoba|León|Logroño|A Coruña|Sevilla|Mérida|Valencia|Alcalá de Henares'), s('España')),
    Market('MX', 'es', 1, 'MXN', P, s('IVA|I.V.A.'), (1600, 0), s('S.A. de C.V.|SA de CV|S. de R.L. de C.V.|S.C.'), 'MX', s('RFC|R.F.C.|RFC:'), 'C.P. 99999 {town}|{town}, CP 99999', s('55 9999 9999|(55) 9999-9999|+52 55 9999 9999'), s('México D.F.|Guadalajara|Monterrey|Puebla|Mérida|Oaxaca'), s('México')),
    Market('IT', 'it', 6, 'EUR', C, s('IVA|I.V.A.|IVA'), (2200, 1000, 400, 500), s('S.r.l.|Srl|S.p.A.|S.n.c.|S.a.s.|SRL|SNC|di {owner}|s.r.l.|& C. S.n.c.|S.r.l.s.|Soc. Coop.|& Figli S.r.l.|Italia S.p.A.|Group S.r.l.|SPA|S.R.L.|s.a.s. di {owner}|di {owner} & C. s.n.c.|S.S. Agricola'), 'IT', s('P.IVA|Partita IVA|P. IVA|P.I.|P.IVA:|C.F. e P.IVA|P.I./C.F.'), '99999 {town} (AA)|99999 {town} AA|99999 - {town} (AA)',
           s('02 9999999|+39 099 999999|0999/999999|099 9999999|+39 399 9999999'), s('Roma|Milano|Torino|Forlì|Bologna|Verona|Napoli|Firenze|Reggio Emilia|Bari'), s('Italia')),
    Market('NL', 'nl', 4.5, 'EUR', C, s('BTW|btw|BTW'), (2100, 900, 0), s('B.V.|BV|VOF|V.O.F.|N.V.|Holding B.V.|b.v.|Eenmanszaak|& Zn.|& Zonen B.V.|Nederland B.V.|Groep B.V.|Coöperatie U.A.|Beheer B.V.|Retail B.V.|C.V.'), 'NL', s('BTW-nummer|BTW|BTW nr.|BTW-nr|Btw-nummer|BTW-id|BTW nummer'), '9999 AA {town}|9999AA {town}', s('020-9999999|+31 20 999 9999|0999-999999|06-99999999|(0999) 99 99 99'),
           s('Amsterdam|Utrecht|Eindhoven|Leeuwarden|Nijmegen|Delft|Den Haag|Zwolle|Rotterdam|\'s-Hertogenbosch'), s('Nederland'), .85, 5),
    Market('BE', 'nl', 1, 'EUR', C, s('BTW|btw'), (2100, 1200, 600), s('BVBA|BV|NV|CVBA|VZW'), 'BE', s('BTW|Ondernemingsnummer|BTW-nr.|BTW BE'), '9999 {town}|B-9999 {town}', s('03 999 99 99|+32 9 999 99 99|0499 99 99 99'), s('Antwerpen|Gent|Brugge|Leuven|Mechelen|Hasselt'), s('België'), .85, 5),
    Market('PT', 'pt', 3.8, 'EUR', ('comma', 'space', 'plain-comma', 'plain-point'), s('IVA'), (2300, 1300, 600), s('Lda|Lda.|, Lda|S.A.|Unipessoal Lda|Unip. Lda.|SA|, Unipessoal, Lda.|& Filhos, Lda|, S.A.|Portugal, Lda|& Ca. Lda|ENI|CRL'), 'PT', s('NIF|Contribuinte|NIPC|Contribuinte n.º|NIF:|Cont.'), '9999-999 {town}', s('219 999 999|+351 219 999 999|21 999 99 99|919 999 999'),
           s('Lisboa|Porto|Évora|Setúbal|Guimarães|Bragança|Viseu|Santarém|Coimbra'), s('Portugal')),
    Market('BR', 'pt', 1, 'BRL', C, s('ICMS|ISS|Tributos'), (1800, 1200, 500), s('Ltda|LTDA|S.A.|ME|EIRELI|LTDA ME'), 'BR', s('CNPJ|CNPJ:'), '{town} - AA 99999-999|CEP 99999-999 {town}', s('(99) 9999-9999|(99) 99999-9999'), s('São Paulo|Curitiba|Goiânia|Brasília|Belém|Recife'), s('Brasil')),
    Market('PL', 'pl', 4.5, 'PLN', SP, s('VAT|PTU|VAT'), (2300, 800, 500, 0), s('Sp. z o.o.|sp. z o.o.|S.A.|Polska Sp. z o.o.|Sp. z o. o.|spółka cywilna|i Synowie s.c.|Sp. k.|P.S.A.|Grupa S.A.|s.c.|Sp.j.|Sp. z o.o. Sp.k.|SP. Z O.O.|Spółka Akcyjna|Spółka z o.o.'), 'PL', s('NIP|NIP:|NIP'), '99-999 {town}', s('22 999 99 99|+48 999 999 999|(12) 999-99-99|999 999 999'),
           s('Warszawa|Kraków|Łódź|Wrocław|Poznań|Gdańsk|Częstochowa|Białystok|Toruń|Bielsko-Biała'), s('Polska')),
    Market('CZ', 'cs', 4.2, 'CZK', SP, s('DPH'), (2100, 1500, 1200, 1000), s('s.r.o.|a.s.|spol. s r.o.|s. r. o.|v.o.s.|k.s.|, s.r.o.|, a.s.|CZ s.r.o.|a synové s.r.o.|Czech Republic, s.r.o.|družstvo|Group a.s.'), 'CZ', s('DIČ|DIČ:|DIC'), '999 99 {town}|99999 {town}', s('+420 999 999 999|999 999 999|241 999 999'), s('Praha 4|Brno|Plzeň|Olomouc|Liberec|Zlín|Třebíč|Děčín|Hradec Králové|Ostrava'), s('Česká republika'), .85, 100),
    Market('SE', 'sv', 4.2, 'SEK', SP, s('Moms|moms|MOMS'), (2500, 1200, 600), s('AB|AB|HB|Aktiebolag|AB (publ)|KB|& Co AB|Ek. för.|Sverige AB|Holding AB|Handels AB|Gruppen AB|Enskild firma'), 'SE', s('Momsreg.nr|VAT-nr|Org.nr|Momsreg nr|VAT nr|Momsregistreringsnr|Org nr'), '999 99 {town}|SE-999 99 {town}|99999 {town}', s('08-999 99 99|+46 8 999 99 99|031-99 99 99|0999-99999|070-999 99 99'),
           s('Stockholm|Göteborg|Malmö|Uppsala|Västerås|Örebro|Jönköping|Växjö|Umeå'), s('Sverige'), .9, 100),
    Market('DK', 'da', 4, 'DKK', C, s('Moms|moms|MOMS'), (2500,), s('ApS|A/S|I/S|IVS|K/S|P/S|ApS.|Holding ApS|Danmark A/S|& Co. A/S|A.M.B.A.|& Søn ApS|v/{owner}|Gruppen A/S'), 'DK', s('CVR-nr.|CVR|CVR nr.|SE-nr.|CVR nr:|CVR-NR.'), '9999 {town}|DK-9999 {town}', s('99 99 99 99|+45 99 99 99 99|9999 9999|+45 99999999'), s('København K|Aarhus C|Odense|Aalborg|Køge|Næstved|Helsingør|Tønder|Frederiksberg'), s('Danmark'), .9, 50),
    Market('FI', 'fi', 4, 'EUR', SP, s('ALV|alv|ALV'), (2400, 2550, 1400, 1000), s('Oy|Oy|Oyj|Ky|Tmi|Oy Ab|Ay|T:mi|Osk|Suomi Oy|Group Oy|ja Pojat Oy|Finland Oy|OY'), 'FI', s('Y-tunnus|ALV-nro|Y-tunnus:|VAT FI|ALV-numero'), '99999 {town}|FI-99999 {town}', s('09 999 9999|+358 9 999 9999|040 999 9999|(09) 999 999|020 999 9999'), s('Helsinki|Espoo|Tampere|Jyväskylä|Hämeenlinna|Seinäjoki|Järvenpää|Porvoo'), s('Suomi|Finland'), .9, 5),
)
WEIGHTS = tuple(m.weight * (.68 if m.language == 'en' else 1.) for m in MARKETS)
# What the market 'XX' (English elsewhere) is paid in, and what any market is paid in now and then.
FOREIGN = ('JPY', 'JPY', 'HUF', 'HUF', 'ISK', 'KRW', 'NOK', 'HKD', 'THB', 'IDR', 'PHP', 'AED', 'SAR', 'TRY', 'RON', 'BGN', 'CNY', 'KRW', 'ILS', 'KES', 'ARS', 'USD', 'EUR', 'GBP', 'CHF')
MALAY = {
    'thanks': s('TERIMA KASIH SILA DATANG LAGI|Terima Kasih|TERIMA KASIH|THANK YOU & TERIMA KASIH'),
    'policy': s('BARANG YANG DIJUAL TIDAK BOLEH DIKEMBALIKAN|GOODS SOLD ARE NOT RETURNABLE|Barang-barang yang telah dijual tidak boleh dipulangkan'),
    'street': s('JALAN {w}|JALAN {w} {n}/{n}|JLN {w} {n}|LORONG {w}|PERSIARAN {w}|NO {n}, JALAN {w}|JALAN SS {n}/{n}|LOT {n}, JALAN {w}|TAMAN {w}|JALAN PJU {n}/{n}'),
    'w': s('DEDAP|AIR PANAS|SETIA INDAH|MEGAH|BUKIT RAJA|PERMAS|MAJU|RIA|SUTERA|BAKTI|DAMAI|KENARI|MELATI|CEMPAKA|TEMENGGUNG|PUTRA|INDUSTRI|WANGSA|SERI KEMBANGAN|TUN RAZAK'),
}
# Where no IBAN exists, accounts are numbers of the country's own.
NO_IBAN = ('US', 'MY', 'SG', 'AU', 'IN', 'ZA', 'CA', 'NZ', 'XX', 'MX', 'BR')
