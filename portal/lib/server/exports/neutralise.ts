/**
 * Keeps spreadsheets from running what somebody wrote into a form: a text that a spreadsheet would take for a formula gets an
 * apostrophe in front (OWASP, CSV injection). Signs that some programs skip (tab, line feeds, spaces, the full-width forms) count too.
 */
export function neutraliseFormula(text: string): string {
	return /^[\s\u00a0\ufeff]*[=+\-@＝＋－＠|%]/.test(text) || /^[\t\r\n]/.test(text) ? `'${text}` : text;
}

/** Control signs have no place in XML 1.0 and break tables. */
export function withoutControls(text: string): string {
	// eslint-disable-next-line no-control-regex -- they are what is removed
	return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '');
}
