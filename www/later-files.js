// The list of the module's files that come later, by the name it has before a bake: see files.js.
export const laterFiles = '__STANCEMAP_FILES__';
