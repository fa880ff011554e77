// The studio: from a pasted text to a published map. The page studio.html loads it.
import { start } from './studio/main.js';

start();
