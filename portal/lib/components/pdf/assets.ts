/** Where pdf.js finds character maps, standard fonts, colour profiles and decoders. Not below a name that a tenant could take. */
export const PDF_ASSETS = '/_app/pdfjs';
