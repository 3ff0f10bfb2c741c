/** What `broadsheet help` prints. */
export const HELP = `Broadsheet: everything a local newspaper runs on, in one program.

  broadsheet serve [--port N] [--role all|web|worker]
      the paper: site, newsroom and the work behind them
  broadsheet new "The Paper" --place "Town, State" --established 1883-05-19 --zone America/Los_Angeles
      an empty paper instead of the sample
  broadsheet import page FILE... [--publish] [--dry-run] [--json] [--date 2017-04-18] [--section "News/Nation"]
      a saved newspaper page becomes a story
  broadsheet wire inspect FILE... --json
      what agency files say, one line an item; writes nothing
  broadsheet photo inspect FILE... --json
      what is known about a photo
  broadsheet staff invite EMAIL --role admin|editor|copy|reporter|photo|business [--name NAME]
      a one-time sign-in link
  broadsheet doctor
      checks the installation and says what to mend
  broadsheet help

From a clone, npm start installs, builds and serves. Settings are environment variables: see docs/running.md.
Exit status: 0 done, 1 refused (a sentence says why), 2 broken.`
