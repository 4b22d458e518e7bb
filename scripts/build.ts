// npm run build: the app, into out/.
import { build } from './lib/build.ts';

await build();
