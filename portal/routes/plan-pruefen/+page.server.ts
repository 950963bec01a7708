import { formatBytes } from '$importers/xplan/limits.ts';
import { checkBytes, checkResults, readSkip, takeCheck } from '$lib/server/checks/check-service.ts';
import { clientAddress } from '$lib/server/http-guards.ts';
import { submit } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { uploadsOf } from '$lib/server/uploads/multipart.ts';
import { checkTexts } from '$lib/texts/check.ts';
import { DomainError } from '$gis/errors.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => ({ title: checkTexts.title, maxSize: formatBytes(checkBytes(getServices().config)) });

export const actions: Actions = {
	/** Without JavaScript: the server checks, and forgets the file with its answer. */
	default: async (event) => {
		const form = await event.request.formData();
		return submit({}, async () => {
			const services = getServices();
			const client = clientAddress(event);
			await takeCheck(services, client);
			const [upload] = uploadsOf(form, 'datei');
			if (!upload) throw new DomainError('upload_missing');
			const skip = readSkip(form.getAll('skip').map(String));
			return { results: await checkResults(services, { path: upload.path, name: upload.name, skip, client, signal: event.request.signal }) };
		});
	}
};
