import { describe, expect, test } from 'vitest';
import { endsInLegalForm } from '../../../src-main/engine/domain/index.ts';
import { cleanName } from '../../../src-main/engine/extraction/candidates/party-words.ts';
import { plainUpper } from '../../../src-main/engine/extraction/labels.ts';

describe('the legal form of a name', () => {
  test.each([
    ['AEON CO. (M) BHO (126926-H)', 'AEON CO. (M) BHD'],
    ['GREEN GROCER SON BHD', 'GREEN GROCER SDN BHD'],
    ['Budowlanka Sermar Sp. z 0.0.', 'Budowlanka Sermar Sp. z o.o.'],
    ['BUDOWLANKA SERMAR SP. Z 0.0.', 'BUDOWLANKA SERMAR SP. Z O.O.'],
    ['Novák Elektro s.r.0.', 'Novák Elektro s.r.o.'],
    ['Novák Elektro s. r. o.', 'Novák Elektro s. r. o.'],
    ['Version 2.0.', 'Version 2.0.'],
    ['PALIWA GRUPA 5.A.', 'PALIWA GRUPA S.A.'],
    ['Ferramenta Sanna 5.r.l.', 'Ferramenta Sanna S.r.l.'],
    ['Neumáticos Vega 5.L.', 'Neumáticos Vega S.L.'],
    ['Systemhaus Berger 8 Co. KG', 'Systemhaus Berger & Co. KG'],
    ['Bäckerei Groß 8 Söhne', 'Bäckerei Groß & Söhne'],
    ['Studio 8 Coffee', 'Studio 8 Coffee'],
    ['Super 8 Hotel', 'Super 8 Hotel'],
  ])('of %s is read as %s', (text, name) => {
    expect(cleanName(text).name).toBe(name);
  });
});

describe('a line ends in a legal form', () => {
  test.each([
    'Versicherungsverein Neustadt a.G.',
    'Budowlanka Sermar Sp. z o.o.',
    'Spółka Grupa S.A.',
    'Novák Elektro, s. r. o.',
    'Rodrigues & Filhos, Lda',
    'Nordfisk ApS',
    'Virtanen Oy',
    'Bäckerei Groß GmbH & Co. KG',
  ])('%s', (line) => {
    expect(endsInLegalForm(plainUpper(line))).toBe(true);
  });

  test.each(['GmbH', 'Call me', 'Thank you, Company', 'Pay as', 'Rechnung Nr. 12', ''])('which "%s" does not, or not for sure', (line) => {
    expect(endsInLegalForm(plainUpper(line))).toBe(false);
  });
});
