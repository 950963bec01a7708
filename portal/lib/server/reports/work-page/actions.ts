import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import type { Account } from '../../accounts/types.ts';
import type { Services } from '../../services.ts';
import { saveBan } from '../administration/bans.ts';
import { assignReport, tellAssignee } from '../assign.ts';
import { delegate, revokeDelegation } from '../delegation/delegate.ts';
import * as edit from '../editing/edit.ts';
import { endForwarding, forwardReport } from '../forward.ts';
import { mergeReport, unmergeReport } from '../merge-split/merge.ts';
import { splitReport } from '../merge-split/split.ts';
import * as release from '../release/release.ts';
import { acceptResponsibility, chooseBody, rejectResponsibility } from '../responsibility/choose.ts';
import { changeState } from '../states/change-state.ts';
import { isUuid, type By } from '../states/work-on.ts';
import { templateBody } from './workers-queries.ts';

/** What an action gets: fields of its form by name, empty where missing. */
export interface Asked {
	services: Services;
	scope: TenantScope;
	reportId: string;
	account: Account;
	by: By & { account: string };
	now: Date;
	/** `changed_at` as the page showed it. */
	seen: string | undefined;
	field: (name: string) => string;
	fields: (name: string) => string[];
}

/**
 * What staff can do with one report, by the name of its form. @throws what each of the business functions throws; nothing is changed then
 */
export const WORK_ACTIONS = {
	antworten: async ({ services, scope, reportId, field, by, now, seen }) => {
		// Without JavaScript a chosen template is the answer as long as nothing is written.
		const template = isUuid(field('vorlage')) ? await templateBody(scope, field('vorlage')) : '';
		await changeState(services, scope, reportId, { state: field('stand'), answer: field('antwort').trim() || template, note: field('notiz'), seen }, by, now);
	},
	notiz: ({ scope, reportId, field, by, now }) => edit.addNote(scope, reportId, field('notiz'), by, now),
	textFreigeben: ({ scope, reportId, field, by, now, seen }) =>
		release.releaseText(scope, reportId, { title: field('titel'), body: field('text'), reason: field('grund'), seen }, by, now),
	textZurueckhalten: ({ scope, reportId, field, by, now }) => release.withholdText(scope, reportId, field('grund'), by, now),
	ortFreigeben: ({ scope, reportId, by, now }) => release.releasePlace(scope, reportId, by, now),
	fotoFreigeben: ({ scope, reportId, field, by, now }) => release.releasePhoto(scope, reportId, field('foto'), by, now),
	fotoZurueckhalten: ({ scope, reportId, field, by, now }) => release.withholdPhoto(scope, reportId, field('foto'), by, now),
	annehmen: ({ scope, reportId, by, now, seen }) => acceptResponsibility(scope, reportId, by, now, seen),
	ablehnen: ({ scope, reportId, field, by, now, seen }) => rejectResponsibility(scope, reportId, field('grund'), by, now, seen),
	stelle: ({ scope, reportId, field, by, now, seen }) => chooseBody(scope, reportId, field('stelle'), by, now, seen),
	zuweisen: async ({ services, scope, reportId, field, by, account, now }) => {
		const person = field('konto') || null;
		const { ref, changed } = await assignReport(scope, reportId, person, by, now);
		if (person && changed) await tellAssignee(services, scope, person, [ref], account);
	},
	frist: ({ scope, reportId, field, by, now, seen }) => edit.setDue(scope, reportId, { due: field('frist') }, by, now, seen),
	auftrag: ({ services, scope, reportId, field, by, now }) =>
		delegate(services, scope, reportId, { contractor: field('firma'), email: field('email'), orderText: field('auftrag'), days: field('tage') }, by, now),
	auftragBeenden: ({ scope, reportId, field, by, now }) => revokeDelegation(scope, reportId, field('auftrag'), by, now),
	verbergen: ({ scope, reportId, field, by, now }) => edit.setHidden(scope, reportId, true, field('grund'), by, now),
	zeigen: ({ scope, reportId, by, now }) => edit.setHidden(scope, reportId, false, '', by, now),
	nichtOeffentlich: ({ scope, reportId, by, now }) => edit.setPrivate(scope, reportId, true, by, now),
	oeffentlich: ({ scope, reportId, by, now }) => edit.setPrivate(scope, reportId, false, by, now),
	hinweise: ({ scope, reportId, by, now }) => edit.settleFlags(scope, reportId, by, now),
	ohneBestaetigung: ({ scope, reportId, by, now }) => edit.acceptUnconfirmed(scope, reportId, by, now),
	ort: ({ scope, reportId, field, by, now, seen }) =>
		edit.moveReport(scope, reportId, { lon: field('lon'), lat: field('lat'), address: field('adresse') }, by, now, seen),
	kategorie: ({ scope, reportId, field, by, now, seen }) => edit.changeCategory(scope, reportId, field('kategorie'), by, now, seen),
	zusammenfuehren: ({ services, scope, reportId, field, by, now, seen }) =>
		mergeReport(services, scope, reportId, field('nummer') || field('nahe'), by, now, seen),
	trennen: ({ services, scope, reportId, by, now }) => unmergeReport(services, scope, reportId, by, now),
	teilen: ({ services, scope, reportId, field, fields, by, now }) =>
		splitReport(services, scope, reportId, { categoryId: field('kategorie'), body: field('text'), photos: fields('foto') }, by, now),
	weiterleiten: ({ services, scope, reportId, field, by, now }) => {
		const [tenantId, categoryId] = field('ziel').split('/');
		return forwardReport(services, scope, reportId, { tenantId, categoryId, body: field('text') }, by, now);
	},
	weiterleitenBeenden: ({ scope, reportId, by, now }) => endForwarding(scope, reportId, by, now),
	sperren: ({ scope, field, now }) => saveBan(scope, { sender: field('absender'), reason: field('grund') }, now)
} satisfies Record<string, (asked: Asked) => Promise<unknown>>;
export type WorkAction = keyof typeof WORK_ACTIONS;
