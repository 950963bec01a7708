import { readFile } from 'node:fs/promises';
import { redirect } from '@sveltejs/kit';
import { DomainError } from '$gis/errors.ts';
import { answer, submit } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { THING_KINDS } from '$lib/server/trails/difference.ts';
import { applyImport, previewImport, stageImport } from '$lib/server/trails/import.ts';
import { trailStaff } from '$lib/server/trails/staff.ts';
import { uploadsOf } from '$lib/server/uploads/multipart.ts';
import { trailStaffTexts } from '$lib/texts/trail-staff.ts';
import type { Actions, PageServerLoad } from './$types';

const MAX_BYTES = 20 * 1024 * 1024;

export const load: PageServerLoad = ({ locals, url }) =>
	answer(async () => {
		const services = getServices();
		const scope = trailStaff(services, locals);
		const id = url.searchParams.get('datei');
		return { title: trailStaffTexts.importTitle, preview: id ? await previewImport(services, scope, id) : null };
	});

export const actions: Actions = {
	read: async ({ locals, request, url }) => {
		const form = await request.formData();
		return submit({}, async () => {
			const services = getServices();
			const scope = trailStaff(services, locals);
			const [file] = uploadsOf(form, 'datei');
			if (!file) throw new DomainError('upload_missing');
			if (file.size > MAX_BYTES) throw new DomainError('trail_file_too_large');
			const id = await stageImport(services, scope, { name: file.name, bytes: await readFile(file.path) });
			redirect(303, `${url.pathname}?datei=${id}`);
		});
	},
	apply: async ({ locals, request }) => {
		const form = await request.formData();
		return submit({}, async () => {
			const services = getServices();
			const remove = THING_KINDS.filter((kind) => form.getAll('entfernen').includes(kind));
			return { applied: await applyImport(services, trailStaff(services, locals), String(form.get('id') ?? ''), remove) };
		});
	}
};
