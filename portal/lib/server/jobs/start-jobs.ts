import { runAlerts, sweepAlerts } from '../alerts/run-alerts.ts';
import { sweepSessions } from '../accounts/sessions.ts';
import { runExchange } from '../exchange/run-exchange.ts';
import { queueSelfTests, runSelfTest } from '../evidence/self-test.ts';
import { runOpen311 } from '../open311/client/run-open311.ts';
import { openMailer } from '../mail/send-mail.ts';
import { sweepOrphanFiles } from '../files/sweep-orphans.ts';
import { sweepTemporaryFiles } from '../files/sweep-temporary.ts';
import { runCheck } from '../plans/check-job.ts';
import { runDifference } from '../plans/difference/service.ts';
import { queueMissingChecks } from '../plans/check-requests.ts';
import { endInterruptedImports, runImport } from '../plans/import-service.ts';
import { signOldVersions } from '../plans/signing.ts';
import { queueUnreadDocuments, readDocumentText } from '../procedures/documents/text-job.ts';
import { refreshLayers } from '../reports/assets/layers.ts';
import { sweepReportAlerts, tellReportNews } from '../reports/alerts/tell-news.ts';
import { sweepPhotoDrafts } from '../reports/photos/store-photo.ts';
import { runRasters } from '../rasters/raster-job.ts';
import { queueMissingRasters } from '../rasters/raster-requests.ts';
import { askForFeedback } from '../reports/feedback/feedback.ts';
import { foldClustersAcrossTenants } from '../report-map/fold-queries.ts';
import { releaseDue } from '../reports/release/release-job.ts';
import { remindOfReports } from '../reports/due.ts';
import { runRetention } from '../reports/retention.ts';
import { forgetUnconfirmed } from '../reports/unconfirmed.ts';
import type { Services } from '../services.ts';
import { sweepStagedFiles } from '../statements/staged-files.ts';
import { cutOldTracks } from '../trails/track-retention.ts';
import { sweepUploads } from '../uploads/resumable.ts';
import { deleteFinishedWindows } from '../throttle-queries.ts';

/** Registers what runs the jobs; the serving process calls it once. Several processes share the work through the database. */
export async function startJobs(services: Services): Promise<void> {
	const { queue } = services;
	const mailer = openMailer(services);
	await endInterruptedImports(services);
	await queue.work('plan-import', (data, signal) => runImport(services, data, signal));
	await queue.work('plan-check', (data, signal) => runCheck(services, data, signal));
	await queueMissingChecks(services);
	await queue.work('plan-raster', (data, signal) => runRasters(services, data, signal));
	await queueMissingRasters(services);
	await queue.work('plan-difference', (data, signal) => runDifference(services, data, signal));
	// Plans whose signs are of an older catalogue.
	await queue.work('plan-sign', async (_, signal) => void (await signOldVersions(services, signal)));
	await queue.send('plan-sign', {}, { singletonKey: 'plan-sign' });
	await queue.work('document-text', (data, signal) => readDocumentText(services, data, signal));
	await queueUnreadDocuments(services);
	await queue.work('self-test', () => queueSelfTests(services));
	await queue.work('self-test-step', async (data) => void (await runSelfTest(services, data)));
	await queue.work('mail-send', ({ mailId }) => mailer.send(mailId));
	await queue.work('mail-sweep', () => mailer.sweep());
	await queue.work('session-sweep', async () => {
		const sessions = await sweepSessions(services);
		await deleteFinishedWindows(services.db.knex, services.now());
		await sweepStagedFiles(services, services.now());
		await sweepPhotoDrafts(services, services.now());
		await endInterruptedImports(services);
		await queueMissingChecks(services);
		await queueMissingRasters(services);
		await queueUnreadDocuments(services);
		await sweepUploads(services);
		await sweepTemporaryFiles(services.config.dataDir);
		services.log.info({ sessions }, 'sessions swept');
	});
	await queue.work('file-sweep', async () => {
		const files = await sweepOrphanFiles(services);
		if (files > 0) services.log.info({ files }, 'files without a row swept');
	});
	await queue.work('alerts-run', async (_, signal) => {
		const mails = await runAlerts(services, signal);
		if (mails > 0) services.log.info({ mails }, 'alerts told');
	});
	await queue.work('alerts-sweep', async () => void (await sweepAlerts(services)));
	await queue.work('report-alerts', async (_, signal) => {
		const mails = await tellReportNews(services, signal);
		if (mails > 0) services.log.info({ mails }, 'subscribers of reports told');
	});
	await queue.work('report-alerts-sweep', async () => void (await sweepReportAlerts(services)));
	await queue.work('exchange-run', async (_, signal) => {
		const { taken, told, tried } = await runExchange(services, signal);
		if (taken + told + tried > 0) services.log.info({ taken, told, tried }, 'exchange');
	});
	await queue.work('assets-refresh', async (_, signal) => void (await refreshLayers(services, signal)));
	await queue.work('reports-release', async (_, signal) => {
		const reports = await releaseDue(services, signal);
		if (reports > 0) services.log.info({ reports }, 'reports released by rule');
	});
	await queue.work('reports-feedback', async (_, signal) => {
		const asked = await askForFeedback(services, signal);
		if (asked > 0) services.log.info({ asked }, 'authors asked for feedback');
	});
	await queue.work('report-map', async () => void (await foldClustersAcrossTenants(services.db.knex)));
	await queue.schedule('report-map', '* * * * *');
	await queue.work('reports-remind', async (_, signal) => {
		const mails = await remindOfReports(services, signal);
		if (mails > 0) services.log.info({ mails }, 'staff reminded of reports');
	});
	await queue.work('reports-retention', async (_, signal) => {
		const reports = await runRetention(services, signal);
		if (reports > 0) services.log.info({ reports }, 'personal data of closed reports removed');
		const unconfirmed = await forgetUnconfirmed(services, signal);
		if (unconfirmed > 0) services.log.info({ unconfirmed }, 'unconfirmed reports removed by rule');
	});
	await queue.work('trail-tracks', async (_, signal) => {
		const tracks = await cutOldTracks(services, signal);
		if (tracks > 0) services.log.info({ tracks }, 'tracks of rounds cut down');
	});
	await queue.schedule('trail-tracks', '43 2 * * *');
	await queue.schedule('reports-remind', '2 * * * *');
	await queue.schedule('reports-retention', '37 2 * * *');
	await queue.schedule('reports-release', '11 * * * *');
	await queue.schedule('reports-feedback', '41 8 * * *');
	await queue.work('open311-run', async (_, signal) => void (await runOpen311(services, signal)));
	await queue.schedule('open311-run', '* * * * *');
	await queue.schedule('exchange-run', '* * * * *');
	await queue.schedule('alerts-run', '* * * * *');
	await queue.schedule('alerts-sweep', '23 3 * * *');
	await queue.schedule('assets-refresh', '7 2 * * *');
	await queue.schedule('report-alerts', '* * * * *');
	await queue.schedule('report-alerts-sweep', '29 3 * * *');
	// Once in every hour of a publication; after a start as soon as pages are served.
	await queue.schedule('self-test', '4 * * * *');
	await queue.send('self-test', {}, { singletonKey: 'self-test', delaySeconds: 60 });
	await queue.schedule('mail-sweep', '*/5 * * * *');
	await queue.schedule('session-sweep', '17 * * * *');
	await queue.schedule('file-sweep', '47 3 * * *');
	await queue.send('file-sweep', {}, { singletonKey: 'file-sweep' });
}
