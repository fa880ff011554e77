// Made by the build program from www/figure.css and assets/locales/en.json.
import type { Message } from '../loading/language.js';

export const figureCss: string;
/** What is said before `extras.js` has come. */
export const english: Record<string, Message>;
export const laterEnglish: Record<string, Message>;
