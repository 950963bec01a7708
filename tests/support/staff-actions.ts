import type { Role } from '../../portal/lib/server/accounts/types.ts';

export type Who = Role | 'operator' | 'newcomer' | 'nobody';
const EVERYBODY: Who[] = ['administrator', 'planner', 'clerk', 'operator'];
const PLANNERS: Who[] = ['administrator', 'planner', 'operator'];
const REPORT_WORKERS: Who[] = ['administrator', 'clerk', 'operator'];
const TRAIL_KEEPERS: Who[] = ['administrator', 'clerk', 'operator'];
const ADMINISTRATORS: Who[] = ['administrator', 'operator'];
/** Who may send the forms of a page of the administration, by its route below `/<tenant>/verwaltung`. */
export const MAY: Record<string, Who[]> = {
	'/beteiligungen/[id]': PLANNERS,
	'/beteiligungen/[id]/stellungnahmen/[statementId]/loeschen': ADMINISTRATORS,
	'/beteiligungen/[id]/stellungnahmen/neu': EVERYBODY,
	'/beteiligungen/neu': PLANNERS,
	'/einstellungen': ADMINISTRATORS,
	'/einstellungen/einbetten': ADMINISTRATORS,
	'/einstellungen/seiten/[kind]': ADMINISTRATORS,
	'/konten': ADMINISTRATORS,
	'/konten/passwort': [...EVERYBODY, 'newcomer'],
	'/melder/objekte': ADMINISTRATORS,
	'/melder/objekte/[layerId]': ADMINISTRATORS,
	'/meldungen/[id]': REPORT_WORKERS,
	'/meldungen/[id]/foto/[photoId]': REPORT_WORKERS,
	'/meldungen/[id]/loeschen': ADMINISTRATORS,
	'/melder': ADMINISTRATORS,
	'/melder/[reporterId]': ADMINISTRATORS,
	'/melder/[reporterId]/kategorien/[categoryId]': ADMINISTRATORS,
	'/melder/[reporterId]/ablauf': ADMINISTRATORS,
	'/melder/[reporterId]/bausteine': ADMINISTRATORS,
	'/melder/stellen': ADMINISTRATORS,
	'/melder/stellen/[bodyId]': ADMINISTRATORS,
	'/melder/sperren': ADMINISTRATORS,
	'/meldungen': REPORT_WORKERS,
	'/meldungen/aussendienst': REPORT_WORKERS,
	'/meldungen/merkliste': REPORT_WORKERS,
	'/plaene': PLANNERS,
	'/plaene/[planId]': PLANNERS,
	'/plaene/[planId]/bearbeiten': PLANNERS,
	'/plaene/[planId]/loeschen': PLANNERS,
	'/plaene/hochladen/[uploadId]': PLANNERS,
	'/plaene/importe/[id]': PLANNERS,
	'/verfahren/[id]': PLANNERS,
	'/verfahren/[id]/angaben': PLANNERS,
	'/verfahren/[id]/dokumente': PLANNERS,
	'/verfahren/[id]/erneut': PLANNERS,
	'/verfahren/[id]/schritte/[stepId]': PLANNERS,
	'/verfahren/[id]/schritte/[stepId]/bekanntmachung': PLANNERS,
	'/verfahren/neu': PLANNERS,
	'/verfahrensarten': PLANNERS,
	'/verfahrensarten/[kind]': PLANNERS,
	'/austausch': ADMINISTRATORS,
	'/melder/schnittstellen': ADMINISTRATORS,
	'/traeger': PLANNERS,
	'/verfahren/[id]/schritte/[stepId]/einladungen': PLANNERS,
	'/wege': TRAIL_KEEPERS,
	'/wege/betreuung': TRAIL_KEEPERS,
	'/wege/import': TRAIL_KEEPERS,
	'/wege/kontrollen': TRAIL_KEEPERS,
	'/wege/material': TRAIL_KEEPERS,
	'/wege/sperrungen': TRAIL_KEEPERS,
	'/wege/standorte': TRAIL_KEEPERS,
	'/wege/standorte/[postId]': TRAIL_KEEPERS,
	'/verwaltung/mandanten': ['operator']
};

/** The route of an address of the administration; literal segments go before `[…]`. */
export function routeOf(path: string): string | undefined {
	const segments = path.replace(/^\/[^/]+\/verwaltung/, '').split('/').slice(1);
	const fits = Object.keys(MAY).filter((route) => {
		const parts = route.split('/').slice(1);
		return parts.length === segments.length && parts.every((part, index) => part.startsWith('[') || part === segments[index]);
	});
	return fits.toSorted((one, other) => one.split('[').length - other.split('[').length)[0];
}
