import type { BodyLevel, ReasonOfResponsibility } from '../server/reports/types.ts';

export const levelTexts: Record<BodyLevel, string> = { amt: 'Amt', gemeinde: 'Gemeinde', kreis: 'Kreis', land: 'Land' };

/** „weil …“: why a body is responsible, as the end of a sentence. */
export function because(reason: Partial<ReasonOfResponsibility>): string {
	const category = `die Kategorie „${reason.category ?? ''}“`;
	const area = reason.area ? `im Gebiet „${reason.area}“` : 'in dem Gebiet';
	const said = {
		'category-area': `weil die Stelle für ${category} ${area} zuständig ist, in dem der Ort liegt`,
		category: `weil die Stelle für ${category} zuständig ist`,
		area: `weil der Ort ${area} liegt, für das die Stelle zuständig ist`,
		level: `weil keine genauere Regel passt und die Ebene ${reason.level ? levelTexts[reason.level] : ''} alles Übrige übernimmt`,
		default: 'weil keine Regel passt und die Stelle für alles Übrige eingetragen ist',
		manual: 'weil jemand sie ausgewählt hat',
		forwarded: 'weil die Meldung dorthin weitergeleitet wurde',
		none: 'weil keine Regel passt und keine Stelle für alles Übrige eingetragen ist'
	}[reason.rule ?? 'none'];
	const rejected = (reason.rejected ?? []).map(({ name, reason: why }) => `${name} („${why}“)`);
	return rejected.length > 0 ? `${said}; nicht zuständig waren ${rejected.join(' und ')}` : said;
}
