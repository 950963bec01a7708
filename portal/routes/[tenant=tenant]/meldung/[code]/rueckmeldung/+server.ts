import { redirect } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** The link of the mail that asks; the form is on the status page. */
export const GET: RequestHandler = ({ params }) => redirect(303, `/${params.tenant}/meldung/${encodeURIComponent(params.code)}#rueckmeldung`);
