import type { ReportState } from '../server/reports/types.ts';
import { formatDay } from './dates.ts';

/** An entry of the history as staff reads it. */
export interface ToldEvent {
	id: number;
	kind: string;
	at: Date;
	who: string;
	what: string;
	/** Words of it. */
	text: string;
	/** Everybody who may see the report reads it. */
	isPublic: boolean;
	/** Of a contractor. */
	proposal?: 'done' | 'progress' | 'impossible';
	proposalLabel: string;
}

interface Event {
	id: number;
	kind: string;
	state: string | null;
	public_text: string | null;
	detail: Record<string, unknown>;
	actor: string;
	account_name: string | null;
	at: Date;
}

const ACTORS: Record<string, string> = {
	author: 'Meldende Person', contractor: 'Auftragnehmer', body: 'Zuständige Stelle', system: 'Portal', staff: 'Verwaltung', open311: 'Schnittstelle'
};
export const proposalTexts = { done: 'erledigt', progress: 'in Arbeit', impossible: 'nicht ausführbar' } as const;
export const helpedTexts: Record<string, string> = { ja: 'zufrieden', teilweise: 'teilweise zufrieden', nein: 'nicht zufrieden' };

const said = (value: unknown): string => (typeof value === 'string' ? value : '');
const WHAT: Record<string, string> = { text: 'Text', photo: 'Foto', place: 'Ort und Kategorie' };
const STEPS: Record<string, (detail: Record<string, unknown>) => string> = {
	accepted: (detail) => `Zuständigkeit angenommen: ${said(detail.body)}`,
	rejected: (detail) => `Nicht zuständig: ${said(detail.body)}`,
	manual: (detail) => `Zuständig ausgewählt: ${said(detail.body)}`,
	proposed: () => 'Zuständigkeit neu ermittelt'
};

function dueChange(due: unknown): string {
	const { from, to } = (due ?? {}) as { from?: string | null; to?: string };
	return to ? `fällig ${formatDay(to)}${from ? ` statt ${formatDay(from)}` : ''}` : '';
}

type Tell = (detail: Record<string, unknown>, state: string) => string;
const TELL: Record<string, Tell> = {
	received: () => 'Eingegangen',
	confirmed: () => 'E-Mail-Adresse bestätigt',
	accepted: () => 'Ohne Bestätigung angenommen',
	state: (_, state) => `Stand: ${state}`,
	assigned: (detail) => (said(detail.to) ? `Zugewiesen an ${said(detail.to)}` : 'Niemandem mehr zugewiesen'),
	responsibility: (detail) => STEPS[said(detail.step)]?.(detail) ?? 'Zuständigkeit',
	note: () => 'Interne Notiz',
	released: (detail) => `Freigegeben: ${WHAT[said(detail.what)] ?? ''}${detail.shortened ? ' (gekürzt)' : ''}`,
	withheld: (detail) => `Nicht veröffentlicht: ${WHAT[said(detail.what)] ?? ''}`,
	redacted: (detail) => (Number(detail.rectangles) > 0 ? 'Foto geschwärzt' : 'Foto gedreht'),
	hidden: () => 'Von allen öffentlichen Seiten genommen',
	shown: () => 'Wieder öffentlich',
	private: () => 'Nicht öffentlich gestellt',
	public: () => 'Öffentlich gestellt',
	flags: () => 'Hinweise auf Missbrauch geprüft',
	moved: () => 'Ort berichtigt',
	category: (detail) => `Kategorie: ${said(detail.from)} → ${said(detail.to)}${detail.due ? `; ${dueChange(detail.due)}` : ''}`,
	merged: (detail) => `Zusammengeführt: ${said(detail.ref)} → ${said(detail.into)}`,
	unmerged: (detail) => `Zusammenführung aufgehoben: ${said(detail.ref)}`,
	split: (detail) => `Geteilt: ${said(detail.ref)} → ${said(detail.into)}`,
	forwarded: (detail) => (detail.ended ? 'Weiterleitung beendet' : `Weitergeleitet an ${said(detail.to)}`),
	delegated: (detail) => (detail.ended ? 'Auftrag zurückgenommen' : `Auftrag an ${said(detail.contractor)}`),
	contractor: (detail) => `Rückmeldung von ${said(detail.contractor)}: ${proposalTexts[said(detail.proposal) as keyof typeof proposalTexts] ?? ''}`,
	feedback: (detail) => `Rückmeldung zum Ergebnis: ${helpedTexts[said(detail.helped)] ?? ''}`,
	'feedback-asked': () => 'Nach dem Ergebnis gefragt',
	reopened: () => 'Wieder geöffnet',
	escalated: () => 'Frist überschritten',
	due: (detail) => `Frist geändert: ${dueChange(detail.due)}`,
	supported: () => 'Unterstützung',
	erased: (detail) => (detail.content ? 'Persönliche Angaben, Text und Fotos gelöscht' : 'Persönliche Angaben gelöscht'),
	anonymised: () => 'Persönliche Angaben nach Ablauf der Frist gelöscht'
};

/** One entry, with the words that belong to it. */
export function describeEvent(event: Event, workflow: readonly ReportState[]): ToldEvent {
	const { detail } = event;
	const state = workflow.find(({ key }) => key === event.state)?.label ?? event.state ?? '';
	const proposal = event.kind === 'contractor' ? (said(detail.proposal) as ToldEvent['proposal']) : undefined;
	const publicLabels = workflow.map(({ publicLabel }) => publicLabel);
	const shown = event.public_text && !publicLabels.includes(event.public_text) ? event.public_text : '';
	const own = detail.erased ? 'Gelöscht.' : said(detail.note) || said(detail.text) || said(detail.order) || (event.public_text ? '' : said(detail.reason));
	return {
		id: event.id,
		kind: event.kind,
		at: event.at,
		who: event.account_name ?? ACTORS[event.actor] ?? event.actor,
		what: TELL[event.kind]?.(detail, state) ?? (state || event.kind),
		text: [shown, own].filter(Boolean).join('\n'),
		isPublic: event.public_text !== null,
		proposal,
		proposalLabel: proposal ? proposalTexts[proposal] : ''
	};
}
