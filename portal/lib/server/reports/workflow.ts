import type { ReportState, ReporterSettings } from './types.ts';

/** With what a new reporter starts; its administrator changes it. */
export const DEFAULT_WORKFLOW: readonly ReportState[] = [
	{ key: 'eingegangen', label: 'Eingegangen', publicLabel: 'Eingegangen', open311: 'open', answerRequired: false, role: 'initial',
		next: ['in-pruefung', 'in-arbeit', 'geplant', 'erledigt', 'nicht-zustaendig', 'duplikat', 'abgelehnt'] },
	{ key: 'in-pruefung', label: 'In Prüfung', publicLabel: 'In Prüfung', open311: 'open', answerRequired: false,
		next: ['in-arbeit', 'geplant', 'erledigt', 'nicht-zustaendig', 'duplikat', 'abgelehnt'] },
	{ key: 'in-arbeit', label: 'In Arbeit', publicLabel: 'In Arbeit', open311: 'open', answerRequired: false,
		next: ['in-pruefung', 'geplant', 'erledigt', 'nicht-zustaendig', 'duplikat', 'abgelehnt'] },
	{ key: 'geplant', label: 'Geplant', publicLabel: 'Geplant', open311: 'open', answerRequired: true,
		next: ['in-arbeit', 'erledigt', 'nicht-zustaendig', 'abgelehnt'] },
	{ key: 'erledigt', label: 'Erledigt', publicLabel: 'Erledigt', open311: 'closed', answerRequired: true, role: 'done', next: ['in-pruefung', 'in-arbeit'] },
	{ key: 'nicht-zustaendig', label: 'Nicht zuständig', publicLabel: 'Nicht zuständig', open311: 'closed', answerRequired: true, role: 'notResponsible',
		next: ['in-pruefung'] },
	{ key: 'duplikat', label: 'Duplikat', publicLabel: 'Schon gemeldet', open311: 'closed', answerRequired: false, role: 'duplicate', next: ['in-pruefung'] },
	{ key: 'abgelehnt', label: 'Abgelehnt', publicLabel: 'Wird nicht umgesetzt', open311: 'closed', answerRequired: true, role: 'rejected', next: ['in-pruefung'] }
];

export const DEFAULT_SETTINGS: ReporterSettings = {
	acceptance: 'atOnce',
	deleteUnconfirmedAfterDays: null,
	releaseAfterDays: null,
	openingHours: null,
	emergencyNote: 'Bei Gefahr für Leib und Leben rufen Sie bitte die 112 an.',
	anonymiseAfterDays: 365,
	reopenWithinDays: 28,
	feedbackAfterDays: 14,
	targetInWorkingDays: false,
	publicDashboard: true
};

/** Stored settings with every value that they do not name. */
export const reporterSettings = (stored: Partial<ReporterSettings>): ReporterSettings => ({ ...DEFAULT_SETTINGS, ...stored });

/** The state of that key. @throws Error when the workflow does not know it: a migration of states was forgotten */
export function stateOf(workflow: readonly ReportState[], key: string): ReportState {
	const state = workflow.find((each) => each.key === key);
	if (!state) throw new Error(`no state ${key} in the workflow`);
	return state;
}

/** Where reports begin. */
export const initialState = (workflow: readonly ReportState[]): ReportState => workflow.find((each) => each.role === 'initial') ?? workflow[0]!;
