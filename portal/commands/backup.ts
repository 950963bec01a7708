import { writeBackup } from '../lib/server/backup/backup.ts';
import { runBackupCommand } from './backup-command.ts';

await runBackupCommand('backup', 'Schreibt Datenbank und Dateien des Portals in eine ZIP-Datei.', writeBackup);
