import { z } from 'zod';

// zod probes `eval` when the first schema is made, which is a CSP violation in the page: this must run before any schema.
z.config({ jitless: true });

export { z };
