import { Router } from 'express';
import { projectPath } from '../../../../gis/project-path.ts';
import { EMBED_SCRIPT } from './frame-policy.ts';

/** The web component is loaded by other websites: unlike everything else it may be fetched from any origin. */
export function embedRouter(): Router {
	const router = Router();
	router.get(EMBED_SCRIPT, (_request, response) => {
		response.set('Cross-Origin-Resource-Policy', 'cross-origin').set('Access-Control-Allow-Origin', '*');
		response.type('text/javascript');
		response.sendFile('embed/bauleitportal.js', { root: projectPath('portal/static'), maxAge: '1h' });
	});
	return router;
}
