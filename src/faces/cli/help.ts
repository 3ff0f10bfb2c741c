/** What `broadsheet help` prints. */
export const HELP = `Broadsheet: everything a local newspaper runs on, in one program.

  broadsheet serve [--port N] [--role all|web|worker]
      the paper: site, newsroom and the work behind them
  broadsheet new "The Paper" --place "Town, State" --established 1883-05-19 --zone America/Los_Angeles
      an empty paper instead of the sample
  broadsheet import page FILE... [--publish] [--dry-run] [--json] [--date 2017-04-18] [--section "News/Nation"]
      a saved newspaper page becomes a story, dated as --date says, or else as the page says; where neither does, you are asked
      at a terminal, and elsewhere it is published as of now
  broadsheet wire inspect FILE... --json
      what agency files say, one line an item; writes nothing
  broadsheet wire add FILE... [--source NAME]
      the same, received into the wire desk
  broadsheet photo inspect FILE... --json
      what is known about a photo
  broadsheet staff invite EMAIL --role admin|editor|copy|reporter|photo|business [--name NAME]
      a one-time sign-in link
  broadsheet gifts add --fund FUND --amount 250.00 --by check|cash|stock|daf|employer-match|in-kind [--name NAME] [--email ADDRESS] [--json]
      books a gift that came by mail or by hand
  broadsheet gifts open FILE
      opens recipients, funds and matching grants as a JSON file says
  broadsheet gifts trial-balance [--entity SLUG] [--json]
      the double-entry book, account by account
  broadsheet gifts match SLUG [--json]
      how a matching grant stands
  broadsheet gifts reconcile [--days 35] [--json]
      books what the card processor's webhooks missed, then says what does not agree between the log of money, the book, the gifts and the matches
  broadsheet doctor
      checks the installation and says what to mend
  broadsheet help

From a clone, npm start installs, builds and serves. Settings are environment variables: see docs/running.md.
Exit status: 0 done, 1 refused (a sentence says why), 2 broken.`
