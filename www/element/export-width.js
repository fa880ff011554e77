/** The width of a figure in a file, if none is asked for, CSS px. */
export const EXPORT_WIDTH = 960;
