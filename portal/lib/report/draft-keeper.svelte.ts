import type { ReportStep } from '../forms/report-steps.ts';
import { hasOutbox } from '../offline/keep-sending.ts';
import { chooseDraft, openDraftStore, sweepDrafts, type DraftStore, type KeptDraft } from '../offline/draft-store.ts';
import { openOutbox } from '../offline/outbox.ts';
import type { ClientForm } from './client-form.svelte.ts';
import { stateOfFields } from './reopen-draft.ts';
import { keptPhoto, type LocalPhoto } from './shrink-photo.ts';

const PAUSE = 400;

/**
 * Keeps a half-filled report on this device, and brings it back after a reload or when the phone has ended the tab. Name, e-mail address and
 * phone number are not kept: other people may use the device too, and the browser fills them in for its owner.
 */
export class DraftKeeper {
	/** When what is on the screen was written; null: nothing was brought back. */
	restoredAt = $state<number | null>(null);
	/** Photos that the device had no room for. */
	lostPhotos = $state(0);
	/** Something is on the device. */
	kept = $state(false);
	discarded = $state(false);
	private ready = $state(false);
	private readonly form: ClientForm;
	private readonly show: (step: ReportStep) => void;
	private store: DraftStore | null = null;
	private address = { path: '', search: '' };
	private id = crypto.randomUUID() as string;
	/** The form as its address opens it. */
	private blank = '';
	private begun: Partial<ClientForm['state']> = {};
	private photos: readonly LocalPhoto[] = [];
	private timer: ReturnType<typeof setTimeout> | undefined;
	private writing: Promise<void> = Promise.resolve();
	private ended = false;

	/** @param show puts a step on the screen without a step in the history */
	constructor(form: ClientForm, show: (step: ReportStep) => void) {
		this.form = form;
		this.show = show;
	}

	/** Brings back what was written. After the form has begun. @param search what the address was opened with */
	async begin(path: string, search: URLSearchParams): Promise<void> {
		this.address = { path, search: [...search].map((pair) => pair.join('=')).sort().join('&') };
		this.begun = $state.snapshot(this.form.state) as ClientForm['state'];
		this.blank = this.content();
		try {
			this.store = await openDraftStore();
			await sweepDrafts(this.store);
			const draft = chooseDraft(await this.store.listOf(path), this.address.search);
			// Somebody was faster than the device.
			if (draft && !this.isWritten()) await this.restore(draft);
		} catch (error) {
			// A draft is a convenience: a browser that refuses storage is no reason to fail.
			console.info('drafts are not kept', error);
			this.store = null;
		}
		this.ready = true;
	}

	private async restore(draft: KeptDraft): Promise<void> {
		if (await isInOutbox(draft.key)) return this.store!.drop(draft.id);
		const photos = await this.store!.photosOf(draft.id);
		const { form } = this;
		this.id = draft.id;
		Object.assign(form.state, stateOfFields(draft.fields, form.asking));
		form.photos = photos.map(keptPhoto);
		this.photos = form.photos;
		this.lostPhotos = Math.max(0, draft.photos - photos.length);
		this.restoredAt = draft.savedAt;
		this.kept = true;
		this.show(stepOf(draft.step, form.state.categoryId));
	}

	/** To be called whenever the form may have changed; reads what it depends on. */
	changed(): void {
		const written = this.isWritten();
		if (!this.form.state.key || !this.ready || this.ended || !this.store) return;
		clearTimeout(this.timer);
		if (this.kept || written) this.timer = setTimeout(() => void this.write(), PAUSE);
	}

	/** At once: the page may be gone in a moment. */
	flush(): void {
		if (!this.ready || this.ended || !this.store || !(this.kept || this.isWritten())) return;
		clearTimeout(this.timer);
		void this.write();
	}

	/** It is sent, or in the outbox. */
	async done(): Promise<void> {
		this.ended = true;
		clearTimeout(this.timer);
		await this.writing;
		// What was sent is sent, whatever becomes of the copy; its key tells that it is no draft any more.
		await this.store?.drop(this.id).catch((error: unknown) => console.info('draft is not dropped', error));
	}

	/** Begins anew. */
	async discard(): Promise<void> {
		clearTimeout(this.timer);
		await this.writing;
		await this.store?.drop(this.id);
		for (const { preview } of this.form.photos) if (preview) URL.revokeObjectURL(preview);
		this.id = crypto.randomUUID();
		this.form.photos = this.photos = [];
		Object.assign(this.form.state, structuredClone(this.begun), { key: crypto.randomUUID() });
		this.kept = false;
		this.restoredAt = null;
		this.lostPhotos = 0;
		this.discarded = true;
		this.show(this.form.state.step);
	}

	private write(): Promise<void> {
		// One after the other: an older version must never come last.
		this.writing = this.writing.then(() => this.writeNow()).catch((error: unknown) => console.info('draft is not kept', error));
		return this.writing;
	}

	private async writeNow(): Promise<void> {
		const { form, store, id } = this;
		if (this.ended || !store) return;
		const { photos } = form;
		// Everything was taken back: that is no draft.
		if (!this.isWritten()) {
			await store.drop(id);
			this.kept = false;
			return;
		}
		const fields = $state.snapshot(form.written());
		await store.keep({ ...this.address, id, savedAt: Date.now(), key: form.state.key, step: form.state.step, fields, photos: photos.length });
		this.kept = true;
		if (photos === this.photos) return;
		// Not tried again with every letter.
		this.photos = photos;
		await store.keepPhotos(id, await Promise.all(photos.map(async ({ blob }) => ({ bytes: await blob.arrayBuffer(), type: blob.type }))));
	}

	private content(): string {
		return JSON.stringify([this.form.written(), this.form.state.step]);
	}
	private isWritten(): boolean {
		return this.content() !== this.blank || this.form.photos.length > 0;
	}
}

/** The step that was left, as far as it can be shown again: similar reports are asked for anew. */
function stepOf(step: string, categoryId: string): ReportStep {
	if (step === 'ort' || step === 'kategorie') return step;
	return categoryId && (step === 'angaben' || step === 'senden') ? step : 'kategorie';
}

/** Killed while sending: what was written waits in the outbox, or is sent. */
async function isInOutbox(key: string): Promise<boolean> {
	return (await hasOutbox()) && (await (await openOutbox()).entries()).some((entry) => entry.key === key);
}
