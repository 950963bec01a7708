import type { SkippableCheck } from './xplan/check-parts.ts';
import type { DocumentStatus } from './xplan/checks/references-documents.ts';
import type { CheckCounts } from './xplan/findings.ts';
import type { Check, Severity } from './xplan/model.ts';

/** Words of all reports: terminal, PDF, page. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];
export const SEVERITY_LABEL: Record<Severity, string> = { error: 'Fehler', warning: 'Warnung', info: 'Hinweis' };
/** As a heading over several. */
export const SEVERITIES_LABEL: Record<Severity, string> = { error: 'Fehler', warning: 'Warnungen', info: 'Hinweise' };

export const CHECKS: readonly Check[] = ['structure', 'references', 'geometry', 'semantics'];
export const CHECK_LABEL: Record<Check, string> = {
	structure: 'Struktur',
	references: 'Verweise',
	geometry: 'Geometrie',
	semantics: 'Fachregeln'
};

export const SKIPPABLE_LABEL: Record<SkippableCheck, string> = {
	...CHECK_LABEL,
	flaechenschluss: 'Flächenschluss (2.2.1.1)',
	geltungsbereich: 'Geltungsbereich (2.2.3.1)',
	doppelbelegung: 'Doppelbelegung (4.5.2.4)',
	laufrichtung: 'Laufrichtung von Ringen (2.2.2.1)'
};

export const DOCUMENT_STATUS_LABEL: Record<DocumentStatus, string> = {
	present: 'liegt bei',
	missing: 'fehlt im ZIP-Archiv',
	internet: 'Internetadresse, nicht geprüft',
	elsewhere: 'nicht geprüft',
	local: 'Ort auf einem einzelnen Rechner'
};

/** „ohne Befund“, „1 Fehler, 2 Warnungen“. */
export function verdict({ errors, warnings }: Pick<CheckCounts, 'errors' | 'warnings'>): string {
	const parts = [
		...(errors > 0 ? [count(errors, 'Fehler', 'Fehler')] : []),
		...(warnings > 0 ? [count(warnings, 'Warnung', 'Warnungen')] : [])
	];
	return parts.join(', ') || 'ohne Befund';
}

export function count(number: number, one: string, many: string): string {
	return `${number.toLocaleString('de-DE')} ${number === 1 ? one : many}`;
}
