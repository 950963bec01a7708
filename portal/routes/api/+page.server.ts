import { openApiDocument } from '$lib/server/api/openapi.ts';
import { checkBytes } from '$lib/server/checks/check-service.ts';
import { getServices } from '$lib/server/services.ts';
import { apiTexts } from '$lib/texts/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = () => {
	const { config } = getServices();
	return { title: apiTexts.title, api: openApiDocument(config.publicUrl, { checkBytes: checkBytes(config) }) };
};
