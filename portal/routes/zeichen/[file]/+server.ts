import { answer } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { signFile } from '$lib/server/signs/sign-files.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ params }) =>
	answer(async () => {
		const { body, mediaType } = await signFile(params.file, getServices().config.publicUrl);
		return new Response(body, {
			headers: {
				'Content-Type': mediaType,
				'Cache-Control': 'public, max-age=3600',
				...(mediaType.startsWith('application/') ? { 'Content-Disposition': `attachment; filename="${params.file}"` } : {})
			}
		});
	});
