import type { ListedAsset } from '../report/find-assets.ts';
import type { Answers, CategoryField, LonLat } from '../server/reports/types.ts';
import type { AddressChoice } from './statement-steps.ts';

/** Names of the form's fields and buttons, shared by page, action, end point and outbox. */
export const REPORT_FIELD = {
	/** Also of the outbox. */
	key: 'idempotencyKey',
	mark: 'geoeffnet',
	here: 'hier',
	step: 'schritt',
	lon: 'lon',
	lat: 'lat',
	address: 'adresse',
	addressText: 'adresse-text',
	coordinates: 'koordinaten',
	categoryText: 'kategorie-text',
	category: 'kategorie',
	seen: 'aehnliche-gesehen',
	/** Followed by the code of the question. */
	answer: 'antwort-',
	title: 'kurz',
	body: 'text',
	asset: 'objekt',
	assetLabel: 'objekt-name',
	files: 'fotos',
	staged: 'foto',
	name: 'name',
	email: 'email',
	phone: 'telefon',
	proof: 'altcha',
	/** Not shown to people. */
	honeypot: 'webseite'
} as const;

/** `aehnliche` is skipped where there is nothing similar. */
export const REPORT_STEPS = ['ort', 'kategorie', 'aehnliche', 'angaben', 'senden'] as const;
export type ReportStep = (typeof REPORT_STEPS)[number];

/** A category as the form shows it. */
export interface CategoryView {
	id: string;
	code: string;
	name: string;
	group: string;
	description: string;
	hint: string;
	keywords: string[];
	icon: string;
	kind: 'problem' | 'idea' | 'praise';
	fields: CategoryField[];
	/** Who sees a new report, for the words before it is sent. */
	shown: 'pin' | 'open' | 'hidden' | 'private';
	contact: 'optional' | 'email';
	photo: 'none' | 'optional' | 'required';
	asset: { layerId: string; itemName: string; required: boolean } | null;
}

/** A report nearby that may be the same, as the page shows it. */
export interface DuplicateView {
	publicRef: string;
	href: string;
	category: string;
	title: string;
	body: string | null;
	pending: boolean;
	/** Address of a small picture. */
	photo: string | null;
	distance: string;
	age: string;
	state: string;
	supportCount: number;
}

/** What both sides check a step with. */
export interface Asking {
	categories: CategoryView[];
	/** Reports count only once an address is confirmed. */
	emailNeeded: boolean;
}

/** Everything the page shows: made on the server, so that the form is complete without JavaScript. */
export interface ReportFormState {
	key: string;
	/** When the page was made, signed; tells people from programs. */
	mark: string;
	step: ReportStep;
	point: LonLat | null;
	address: string;
	addressText: string;
	/** null: nothing was searched. */
	addresses: AddressChoice[] | null;
	coordinates: string;
	categoryText: string;
	categoryId: string;
	duplicates: DuplicateView[] | null;
	/** Similar reports were shown for this place and category. */
	seen: string;
	answers: Answers;
	title: string;
	body: string;
	assetId: string;
	assetLabel: string;
	/** The nearest things of the category's layer; null: not asked for. */
	assets: ListedAsset[] | null;
	/** Photos that the server has taken in. */
	photos: { id: string; href: string }[];
	name: string;
	email: string;
	phone: string;
	/** Field → code of its sentence in texts/report-form.ts. */
	problems: Record<string, string>;
	/** An answer that ends the form: its message. */
	stop: string;
	/** What the last step did, for the status line. */
	said: 'place-set' | 'place-of-photo' | 'photo-removed' | 'photo-without-place' | null;
}

export const categoryOf = (asking: Asking, state: Pick<ReportFormState, 'categoryId'>): CategoryView | undefined =>
	asking.categories.find((each) => each.id === state.categoryId);

/** The message of an answer that ends the form. */
export function stopOf(fields: readonly CategoryField[], answers: Answers): string {
	for (const field of fields) {
		const given = [answers[field.code] ?? []].flat();
		const stop = field.values.find((value) => value.stop && given.includes(value.key))?.stop;
		if (stop) return stop;
	}
	return '';
}

/** What is missing in a step before the next one; the service checks all of it again. @param photos how many there are */
export function problemsOf(step: ReportStep, asking: Asking, state: ReportFormState, photos: number): Record<string, string> {
	const category = categoryOf(asking, state);
	const wrong: Record<string, string> = {};
	if (step === 'ort' && !state.point) wrong.point = 'required';
	if (step === 'kategorie' && !category) wrong.category = 'required';
	if (step === 'angaben' && category) {
		for (const field of category.fields)
			if (field.type !== 'notice' && field.required && [state.answers[field.code] ?? []].flat().filter(Boolean).length === 0)
				wrong[`answers.${field.code}`] = 'required';
		if (category.photo === 'required' && photos === 0) wrong.photos = 'required';
		if (category.asset?.required && !state.assetId) wrong.assetId = 'required';
		const said = [state.body, state.title, ...Object.values(state.answers).flat()].some((text) => text.trim() !== '');
		if ((!said && photos === 0) || (category.kind !== 'problem' && state.body.trim() === '')) wrong.body = 'required';
	}
	if (step === 'senden' && (asking.emailNeeded || category?.contact === 'email') && state.email.trim() === '') wrong['author.email'] = 'required';
	return wrong;
}

/** Fields of the form → the step that has them, for problems that the service finds. */
export function stepOfField(field: string): ReportStep {
	if (/^(point|address)/.test(field)) return 'ort';
	if (field.startsWith('category')) return 'kategorie';
	return field.startsWith('author') ? 'senden' : 'angaben';
}

const fold = (text: string) =>
	text
		.toLowerCase()
		.replace(/[-‐‑–_./]/g, '')
		.replace(/ß/g, 'ss')
		.normalize('NFD')
		.replace(/\p{M}/gu, '');

/** Categories with every word of the text in name, group, hint or keywords; hyphens and accents do not count. */
export function searchCategories<Each extends Pick<CategoryView, 'name' | 'group' | 'description' | 'hint' | 'keywords'>>(categories: Each[], text: string): Each[] {
	const wanted = text.split(/\s+/).map(fold).filter(Boolean);
	return categories.filter((each) => {
		const said = [each.name, each.group, each.description, each.hint, ...each.keywords].map(fold).join(' ');
		return wanted.every((word) => said.includes(word));
	});
}

/** What a step's button says. Some carry an argument after a colon. */
export function readReportStep(value: string): { name: string; argument: string } {
	const colon = value.indexOf(':');
	return colon < 0 ? { name: value, argument: '' } : { name: value.slice(0, colon), argument: value.slice(colon + 1) };
}

export const nextStep = (step: ReportStep): ReportStep => REPORT_STEPS[Math.min(REPORT_STEPS.indexOf(step) + 1, REPORT_STEPS.length - 1)]!;
export const previousStep = (step: ReportStep): ReportStep => REPORT_STEPS[Math.max(0, REPORT_STEPS.indexOf(step) - (step === 'angaben' ? 2 : 1))]!;

/** Place and category for which similar reports were shown. */
export const seenMark = ({ point, categoryId }: Pick<ReportFormState, 'point' | 'categoryId'>): string =>
	point ? `${categoryId}:${point.lon.toFixed(4)},${point.lat.toFixed(4)}` : '';

/** Words for a chosen place: the hit with a house number that somebody chose, else the address next to it, else the hit. */
export const addressToShow = (chosen: string, nearest: string): string => (/^[^,]*\d/.test(chosen) ? chosen : nearest || chosen).slice(0, 300);
