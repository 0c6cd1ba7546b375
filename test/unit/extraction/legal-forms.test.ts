import { describe, expect, test } from 'vitest';
import { cleanName } from '../../../src-main/engine/extraction/candidates/party-words.ts';

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
