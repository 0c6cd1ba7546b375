import { z } from 'zod';

// The schema library would try `new Function` to write faster parsers, which the window's content security policy forbids and
// reports. Imported before every module that makes a schema.
z.config({ jitless: true });
