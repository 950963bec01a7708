import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { DomainError } from '../../../../../gis/errors.ts';
import { MAX_PHOTOS } from '../../../forms/report.ts';
import { problemsOf, readReportStep, REPORT_STEPS, stepOfField, type ReportFormState } from '../../../forms/report-steps.ts';
import { canonicalJson } from '../../statements/digest.ts';
import { statementKey } from '../../statements/receipt-code.ts';
import { takeFrom } from '../../throttle.ts';
import type { Source } from '../../uploads/attachments.ts';
import { FormError } from '../../check-form.ts';
import { submitReport, type SubmittedReport } from '../intake.ts';
import { draftPhotos, storePhoto, type StoredPhoto } from '../photos/store-photo.ts';
import { findByKey } from '../intake-queries.ts';
import { passReportGate } from '../spam-gate.ts';
import type { PostedReport } from './read-form.ts';
import { isKnownAddress } from './place.ts';
import { setPlace, takeReportStep, type StepContext } from './take-step.ts';

/** Photos per hour and address that wait for a report: two hundred people with three each share one. */
export const PHOTOS_PER_HOUR = 900;
const HOUR = 3600;

export type ReportOutcome = { sent: SubmittedReport; state: null } | { sent: null; state: ReportFormState };

/**
 * Handles one POST of the form. `posted.state.photos` is filled as photos are taken in, so that after a refusal the page still has them.
 * @param uploads read only when needed: a file that was too large throws here, after the rest of the form was read
 * @throws DomainError as `submitReport` and `storePhoto`; `attachments_too_many`, `attachments_throttled`, `report_throttled`
 */
export async function submitReportForm(context: StepContext, posted: PostedReport, uploads: () => Source[]): Promise<ReportOutcome> {
	const { services, scope, slug } = context;
	const waiting = await draftPhotos(scope, posted.stagedIds, services.now());
	posted.state.photos = waiting.map(photoView(slug));
	const { name } = readReportStep(posted.pressed);
	const added = await stage(context, uploads(), waiting.length);
	posted.state.photos = [...waiting, ...added].map(photoView(slug));
	const state = await placeOfPhoto(context, posted.state, added);
	// A place out of a photo is shown before the form goes on.
	if (state !== posted.state) return { sent: null, state };
	if (name !== 'absenden') return { sent: null, state: await takeReportStep(context, state, posted.pressed) };
	for (const step of REPORT_STEPS) {
		const problems = problemsOf(step, context.reporter, state, state.photos.length);
		if (Object.keys(problems).length > 0) return { sent: null, state: { ...state, step, problems } };
	}
	try {
		return { sent: await send(context, posted, [...waiting, ...added]), state: null };
	} catch (error) {
		const fields = (error as Partial<FormError>).fields;
		if (!fields || Object.keys(fields).length === 0) throw error;
		return { sent: null, state: { ...state, step: stepOfField(Object.keys(fields)[0]!), problems: fields } };
	}
}

/** A photo with a place, where none is set yet. */
async function placeOfPhoto(context: StepContext, state: ReportFormState, added: StoredPhoto[]): Promise<ReportFormState> {
	if (state.step !== 'ort' || state.point || added.length === 0) return state;
	const position = added.find((photo) => photo.position)?.position;
	if (!position) return { ...state, said: 'photo-without-place' };
	const placed = await setPlace(context, state, position);
	return placed.problems.point ? placed : { ...placed, said: 'place-of-photo' };
}

/** Takes photos in for a report that may never be sent: within limits, or one sender could fill the disk. */
async function stage({ services, scope, client }: StepContext, uploads: Source[], already: number): Promise<StoredPhoto[]> {
	if (uploads.length + already > MAX_PHOTOS) throw new DomainError('attachments_too_many', { limit: MAX_PHOTOS });
	const stored: StoredPhoto[] = [];
	for (const upload of uploads) {
		const { allowed } = await takeFrom(services, `report-photo:${client}`, PHOTOS_PER_HOUR, HOUR);
		if (!allowed) throw new DomainError('attachments_throttled');
		stored.push(await storePhoto(services, scope, await readFile(upload.path)));
	}
	return stored;
}

/** What is stored of the form, and the gate in front of it. */
async function contentOf({ services, scope, reporter, client }: StepContext, { state, proof, honeypot }: PostedReport) {
	const { point, address, title, body, answers, name, email, phone, categoryId } = state;
	if (!point) throw new FormError({ point: 'required' });
	// Only words of the gazetteer are shown before an editor looked; that they are is not for the sender to say.
	const addressFound = await isKnownAddress(scope, point, address);
	const author = { name, email, phone };
	const content = { point, address, addressFound, title, body, answers, author, categoryId, assetId: state.assetId || null };
	const admit = () => passReportGate(services, { address: client, proof, mark: state.mark, honeypot });
	return { content: { ...content, reporterId: reporter.id }, options: { origin: 'web' as const, now: services.now(), admit } };
}

async function send(context: StepContext, posted: PostedReport, photos: StoredPhoto[]): Promise<SubmittedReport> {
	const { services, scope } = context;
	const { content, options } = await contentOf(context, posted);
	// Who goes back and changes something sends another report; who presses twice sends one.
	const idempotencyKey = statementKey(services.secret, posted.state.key, createHash('sha256').update(canonicalJson(content)).digest('hex'));
	return submitReport(services, scope, { ...content, photos, idempotencyKey }, options);
}

/**
 * A report out of an outbox: everything at once, with its own key. The same key again is answered before its photos are looked at.
 * @throws DomainError as `submitReport` and `storePhoto`
 */
export async function submitFromOutbox(context: StepContext, posted: PostedReport, uploads: () => Source[]): Promise<SubmittedReport> {
	const { services, scope } = context;
	const { content, options } = await contentOf(context, posted);
	const known = await findByKey(scope, posted.state.key);
	const waiting = known ? [] : await draftPhotos(scope, posted.stagedIds, services.now());
	const photos = known ? [] : [...waiting, ...(await stage(context, uploads(), waiting.length))];
	return submitReport(services, scope, { ...content, photos, idempotencyKey: posted.state.key }, options);
}

const photoView = (slug: string) => (photo: StoredPhoto) => ({ id: photo.id, href: `/${slug}/melden/foto/${photo.id}` });

