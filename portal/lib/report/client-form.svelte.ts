import { photoPosition } from '../forms/photo-position.ts';
import { MAX_PHOTOS } from '../forms/report.ts';
import {
	categoryOf,
	nextStep,
	previousStep,
	problemsOf,
	addressToShow,
	readReportStep,
	REPORT_FIELD as FIELD,
	seenMark,
	stepOfField,
	stopOf,
	type Asking,
	type ReportFormState,
	type ReportStep
} from '../forms/report-steps.ts';
import { OutboxFull, openOutbox, type OutboxDraft, type OutboxEntry } from '../offline/outbox.ts';
import type { LonLat } from '../server/reports/types.ts';
import { reportFormTexts as texts } from '../texts/report-form.ts';
import { askPlace, round, searchPlaces } from './ask-place.ts';
import { readDeepLink } from './deep-link.ts';
import { rememberCategory } from './recent-categories.ts';
import { stateOfFields } from './reopen-draft.ts';
import { keptPhoto, shrinkPhoto, type LocalPhoto } from './shrink-photo.ts';

/** What the form needs of its page. */
export interface FormPage {
	asking: Asking;
	/** Path of the form, `/musterlinden/melden/maengelmelder`. */
	path: string;
	/** Hits near this extent come first, EPSG:3857. */
	extent: readonly [number, number, number, number];
	/** Field of the proof of work, made in the background. */
	proof: () => string;
	onstep: (step: ReportStep) => void;
	/** The report is in the outbox, and nothing but a network is missing. */
	onqueued: () => void;
	/** The report has arrived. Resolves when nothing of the form is needed any more. */
	onsent: (statusUrl: string) => Promise<void>;
}

/** Of the address: entry of the outbox (OutboxDraft.mendUrl). */
const DRAFT = 'entwurf';

/** The form in the browser: the same steps as the server's, without loading a page, and without a network where there is none. */
export class ClientForm {
	state = $state() as ReportFormState;
	photos = $state.raw<LocalPhoto[]>([]);
	working = $state(false);
	locating = $state(false);
	sending = $state(false);
	queued = $state(false);
	/** What keeps the form from going on, in words. */
	problem = $state('');
	private readonly page: FormPage;
	/** Entry of the outbox that is being mended. */
	private mending: number | null = null;
	/** The press before. */
	private last: Promise<void> = Promise.resolve();
	/** A place that the portal said to be another municipality's. */
	private outside: LonLat | null = null;

	constructor(state: ReportFormState, page: FormPage) {
		this.state = state;
		this.page = page;
	}

	get isMending(): boolean {
		return this.mending !== null;
	}
	get asking(): Asking {
		return this.page.asking;
	}

	/** What only the browser knows when the page opens: after it came out of a store, what stands in the address, and what is being mended. */
	async begin(params: URLSearchParams): Promise<void> {
		const s = this.state;
		// The same page comes out of the store again and again: with its key, several reports would be taken for one.
		s.key = crypto.randomUUID();
		const draft = Number(params.get(DRAFT));
		if (draft) return this.reopen(draft);
		// Else the server has read the address.
		if (s.point || s.problems.point || !['lon', 'kategorie', 'objekt'].some((name) => params.has(name))) return;
		const { point, categoryId, assetId, assetLabel } = await readDeepLink(params, this.page.asking, this.page.path.replace(/\/melden\/.*/, ''));
		s.categoryId ||= categoryId;
		if (!s.assetId) Object.assign(s, { assetId, assetLabel });
		if (point) await this.place(point);
	}

	/** Opens an entry of the outbox that was refused, with all that was written and its photos. */
	private async reopen(id: number): Promise<void> {
		const outbox = await openOutbox();
		const draft = await outbox.readDraft(id);
		if (draft?.entry.state !== 'conflict') return;
		this.mending = id;
		Object.assign(this.state, stateOfFields(draft.entry.fields, this.page.asking));
		this.photos = draft.blobs.map(keptPhoto);
		this.refuse(draft.entry);
	}

	/** Says what the portal refused, where it stands in the form. */
	private refuse({ message, problems = {} }: Pick<OutboxEntry, 'message' | 'problems'>): void {
		this.problem = message;
		this.state.problems = problems;
		const [field] = Object.keys(problems);
		if (field && stepOfField(field) !== this.state.step) this.show(stepOfField(field));
	}

	/** One press of a button of the form; a quick second one waits for what the first set. */
	press(pressed: string): Promise<void> {
		const done = this.last.then(() => this.take(pressed));
		// Whoever pressed hears of a failure.
		this.last = done.catch(() => undefined);
		return done;
	}

	private async take(pressed: string): Promise<void> {
		const { name, argument } = readReportStep(pressed);
		const s = this.state;
		this.problem = '';
		s.problems = {};
		s.stop = '';
		s.said = null;
		if (name === 'adresse-suchen') return this.search();
		if (name === 'ort-nehmen') {
			const [lon, lat, ...label] = argument.split(',');
			s.addresses = null;
			s.addressText = '';
			return this.place({ lon: Number(lon), lat: Number(lat) }, label.join(','));
		}
		if (name === 'koordinaten') {
			const { readCoordinates } = await import('../forms/coordinates.ts');
			const found = readCoordinates(s.coordinates);
			if (!found) return void (s.problems = { coordinates: 'invalid' });
			s.coordinates = '';
			return this.place({ lon: found[0], lat: found[1] });
		}
		if (name === 'foto-entfernen') return void (s.photos = s.photos.filter(({ id }) => id !== argument));
		if (name === 'gehe') return this.show(argument as ReportStep);
		if (name === 'zurueck') return this.show(previousStep(s.step));
		if (name === 'absenden') return this.send();
		return this.goOn();
	}

	/** Sets the place; without a network the address stays empty, and the service checks the rest. */
	async place(point: LonLat, label = ''): Promise<void> {
		const s = this.state;
		s.point = point;
		s.problems = {};
		s.said = 'place-set';
		const answer = await askPlace(this.page.path, point);
		// Moved on meanwhile.
		if (s.point?.lon !== point.lon || s.point.lat !== point.lat) return;
		s.address = addressToShow(label, answer?.address ?? '');
		if (answer && !answer.inside) {
			this.outside = point;
			s.said = null;
			s.problems = { point: 'outside' };
		}
	}

	locate(): void {
		this.locating = true;
		this.problem = '';
		navigator.geolocation.getCurrentPosition(
			({ coords }) => {
				this.locating = false;
				void this.place({ lon: round(coords.longitude), lat: round(coords.latitude) });
			},
			() => {
				this.locating = false;
				this.problem = texts.myPlaceFailed;
			},
			{ enableHighAccuracy: true, timeout: 15_000, maximumAge: 10_000 }
		);
	}

	/** Takes photos in, shrunk; the first with a place sets it where none is set. */
	async addPhotos(files: FileList): Promise<void> {
		const chosen = [...files].slice(0, MAX_PHOTOS - this.photos.length - this.state.photos.length);
		const wantsPlace = this.state.step === 'ort' && !this.state.point;
		this.working = true;
		try {
			for (const file of chosen) {
				if (wantsPlace && !this.state.point) {
					const position = photoPosition(await file.arrayBuffer());
					if (position) await this.place(position);
				}
				this.photos = [...this.photos, await shrinkPhoto(file)];
			}
			if (wantsPlace && !this.state.problems.point) this.state.said = this.state.point ? 'place-of-photo' : 'photo-without-place';
		} catch (error) {
			this.problem = texts.photoFailed;
			throw error;
		} finally {
			this.working = false;
		}
	}

	private show(step: ReportStep): void {
		this.state.step = step;
		this.page.onstep(step);
	}

	private async search(): Promise<void> {
		try {
			this.state.addresses = await searchPlaces(this.state.addressText, this.page.extent);
		} catch {
			this.problem = texts.searchFailed;
		}
	}

	private async goOn(): Promise<void> {
		const s = this.state;
		const { asking } = this.page;
		if (s.step === 'ort' && s.addressText.trim() && !s.point) return this.search();
		s.problems = problemsOf(s.step, asking, s, this.photos.length + s.photos.length);
		if (s.step === 'ort' && this.isOutside(s.point)) s.problems = { point: 'outside' };
		if (Object.keys(s.problems).length > 0) return;
		if (s.step === 'angaben') s.stop = stopOf(categoryOf(asking, s)?.fields ?? [], s.answers);
		if (s.stop) return;
		const next = nextStep(s.step);
		return this.show(next === 'aehnliche' ? await this.similar() : next);
	}

	private isOutside(point: LonLat | null): boolean {
		return point !== null && point.lon === this.outside?.lon && point.lat === this.outside.lat;
	}

	private async similar(): Promise<ReportStep> {
		const s = this.state;
		rememberCategory(categoryOf(this.page.asking, s)?.code ?? '');
		if (s.seen === seenMark(s)) return 'angaben';
		const answer = await askPlace(this.page.path, s.point!, s.categoryId);
		s.seen = seenMark(s);
		s.duplicates = answer?.similar ?? [];
		return s.duplicates.length > 0 ? 'aehnliche' : 'angaben';
	}

	/** Always through the outbox: a network that breaks in the middle loses nothing. */
	private async send(): Promise<void> {
		const s = this.state;
		const category = categoryOf(this.page.asking, s);
		s.problems = problemsOf('senden', this.page.asking, s, 0);
		if (Object.keys(s.problems).length > 0 || !category || !s.point) return;
		this.sending = true;
		try {
			const outbox = await openOutbox();
			const entry: OutboxDraft = {
				kind: 'meldung',
				url: `${this.page.path}/senden`,
				fields: this.fields(),
				blobs: this.photos.map(({ blob }, index) => ({ field: FIELD.files, name: `foto-${index + 1}.jpg`, blob })),
				key: s.key,
				label: [category.name, s.address].filter(Boolean).join(', '),
				mendUrl: this.page.path
			};
			if (this.mending !== null) await outbox.replace(this.mending, entry);
			const id = this.mending ?? (await outbox.enqueue(entry)).id;
			await outbox.sendAll({ force: true });
			const kept = (await outbox.entries()).find((entry) => entry.id === id);
			if (kept?.state === 'sent') {
				await this.page.onsent(String(kept.receipt?.statusUrl));
				// Its page says so: no list of what was sent is needed, nor seen by others who use the device.
				return outbox.discard(id);
			}
			if (kept?.state !== 'conflict') {
				this.queued = true;
				return this.page.onqueued();
			}
			if (this.mending === null) await outbox.discard(id);
			// The refused content may be known to the server by this key.
			s.key = crypto.randomUUID();
			this.refuse(kept);
		} catch (error) {
			if (!(error instanceof OutboxFull)) throw error;
			this.problem = error.message;
		} finally {
			this.sending = false;
		}
	}

	/** What is reported, without who reports it. */
	written(): Record<string, string | string[]> {
		const s = this.state;
		const answers = Object.fromEntries(Object.entries(s.answers).map(([code, given]) => [FIELD.answer + code, given]));
		return {
			...answers,
			[FIELD.lon]: String(s.point?.lon ?? ''),
			[FIELD.lat]: String(s.point?.lat ?? ''),
			[FIELD.address]: s.address,
			[FIELD.category]: s.categoryId,
			[FIELD.title]: s.title,
			[FIELD.body]: s.body,
			[FIELD.asset]: s.assetId,
			[FIELD.assetLabel]: s.assetLabel
		};
	}

	/** As the form without script sends them. */
	private fields(): Record<string, string | string[]> {
		const s = this.state;
		return {
			...this.written(),
			[FIELD.mark]: s.mark,
			[FIELD.staged]: s.photos.map(({ id }) => id),
			[FIELD.name]: s.name,
			[FIELD.email]: s.email,
			[FIELD.phone]: s.phone,
			[FIELD.proof]: this.page.proof()
		};
	}
}
