// Made by `npm run format` from locales/**/*.json. Do not edit.

/** Values of each message that takes some. */
export interface MessageValuesByKey {
  readonly 'access.deviceJoined.text': {
    readonly by: string | number;
    readonly date: string | number;
    readonly time: string | number;
  };
  readonly 'access.deviceJoined.title': {
    readonly label: string | number;
  };
  readonly 'access.deviceWaiting.text': {
    readonly by: string | number;
    readonly date: string | number;
    readonly time: string | number;
  };
  readonly 'access.deviceWaiting.title': {
    readonly label: string | number;
  };
  readonly 'access.recoveryApproved.text': {
    readonly by: string | number;
    readonly date: string | number;
    readonly label: string | number;
    readonly time: string | number;
  };
  readonly 'access.recoveryStarted.text': {
    readonly by: string | number;
    readonly date: string | number;
    readonly label: string | number;
    readonly time: string | number;
  };
  readonly 'access.refusableUntil': {
    readonly date: string | number;
    readonly time: string | number;
  };
  readonly 'access.signInReset.text': {
    readonly by: string | number;
    readonly date: string | number;
    readonly time: string | number;
  };
  readonly 'approvals.agree.what': {
    readonly what: string | number;
  };
  readonly 'approvals.ended.addPerson': {
    readonly name: string | number;
  };
  readonly 'approvals.ended.changeRole': {
    readonly name: string | number;
  };
  readonly 'approvals.ended.grant': {
    readonly name: string | number;
  };
  readonly 'approvals.kind.addPerson': {
    readonly name: string | number;
    readonly role: string | number;
  };
  readonly 'approvals.kind.changeRole': {
    readonly name: string | number;
    readonly role: string | number;
  };
  readonly 'approvals.kind.consoleCode': {
    readonly name: string | number;
  };
  readonly 'approvals.kind.enrolCode': {
    readonly name: string | number;
  };
  readonly 'approvals.kind.grant': {
    readonly log: string | number;
    readonly name: string | number;
    readonly role: string | number;
  };
  readonly 'approvals.kind.resetSignIn': {
    readonly name: string | number;
  };
  readonly 'approvals.own.banner': {
    readonly count: number;
  };
  readonly 'approvals.own.by': {
    readonly name: string | number;
  };
  readonly 'approvals.own.deviceJoined': {
    readonly label: string | number;
  };
  readonly 'approvals.own.do': {
    readonly act: string | number;
    readonly what: string | number;
  };
  readonly 'approvals.own.recoveryApproved': {
    readonly label: string | number;
  };
  readonly 'approvals.own.recoveryStarted': {
    readonly label: string | number;
  };
  readonly 'approvals.own.until': {
    readonly when: string | number;
  };
  readonly 'approvals.recovery.from': {
    readonly when: string | number;
  };
  readonly 'approvals.refuse.what': {
    readonly what: string | number;
  };
  readonly 'approvals.takeBack.what': {
    readonly what: string | number;
  };
  readonly 'approvals.until': {
    readonly when: string | number;
  };
  readonly 'assessment.choice.rated': {
    readonly level: string | number;
  };
  readonly 'assessment.comments.label': {
    readonly question: string | number;
  };
  readonly 'assessment.conflict.keepLabel': {
    readonly value: string | number;
    readonly who: string | number;
  };
  readonly 'assessment.conflict.other': {
    readonly count: number;
  };
  readonly 'assessment.evidence.addTitle': {
    readonly question: string | number;
  };
  readonly 'assessment.evidence.carries': {
    readonly level: string | number;
  };
  readonly 'assessment.evidence.ceiling': {
    readonly has: string | number;
    readonly level: string | number;
  };
  readonly 'assessment.evidence.markLabel': {
    readonly title: string | number;
  };
  readonly 'assessment.evidence.none': {
    readonly prompt: string | number;
  };
  readonly 'assessment.evidence.prompt': {
    readonly prompt: string | number;
  };
  readonly 'assessment.evidence.removeLabel': {
    readonly title: string | number;
  };
  readonly 'assessment.evidence.title': {
    readonly question: string | number;
  };
  readonly 'assessment.evidence.unmarkLabel': {
    readonly title: string | number;
  };
  readonly 'assessment.filter.conflicts': {
    readonly count: string | number;
  };
  readonly 'assessment.filter.flagged': {
    readonly count: string | number;
  };
  readonly 'assessment.filter.mine': {
    readonly count: string | number;
  };
  readonly 'assessment.filter.returned': {
    readonly count: string | number;
  };
  readonly 'assessment.filter.unanswered': {
    readonly count: string | number;
  };
  readonly 'assessment.flag.aboveEvidence': {
    readonly has: string | number;
    readonly level: string | number;
  };
  readonly 'assessment.flag.reviewer': {
    readonly reason: string | number;
  };
  readonly 'assessment.handIn.open': {
    readonly conflicts: number;
    readonly flagged: number;
    readonly unanswered: number;
  };
  readonly 'assessment.held': {
    readonly count: number;
  };
  readonly 'assessment.history.before': {
    readonly value: string | number;
  };
  readonly 'assessment.history.erased': {
    readonly who: string | number;
  };
  readonly 'assessment.history.evidence': {
    readonly who: string | number;
  };
  readonly 'assessment.history.evidenceRemoved': {
    readonly who: string | number;
  };
  readonly 'assessment.history.laptop': {
    readonly laptop: string | number;
  };
  readonly 'assessment.history.naReason': {
    readonly who: string | number;
  };
  readonly 'assessment.history.other': {
    readonly who: string | number;
  };
  readonly 'assessment.history.override': {
    readonly who: string | number;
  };
  readonly 'assessment.history.reason': {
    readonly who: string | number;
  };
  readonly 'assessment.history.state': {
    readonly answer: string | number;
    readonly who: string | number;
  };
  readonly 'assessment.history.variation': {
    readonly who: string | number;
  };
  readonly 'assessment.na.title': {
    readonly question: string | number;
  };
  readonly 'assessment.next': {
    readonly title: string | number;
  };
  readonly 'assessment.otherInstrument.text': {
    readonly instrument: string | number;
  };
  readonly 'assessment.previous': {
    readonly title: string | number;
  };
  readonly 'assessment.progress': {
    readonly answered: string | number;
    readonly asked: string | number;
  };
  readonly 'assessment.progress.all': {
    readonly answered: string | number;
    readonly asked: string | number;
  };
  readonly 'assessment.progress.conflicts': {
    readonly count: number;
  };
  readonly 'assessment.progress.skipped': {
    readonly count: string | number;
  };
  readonly 'assessment.proposed': {
    readonly level: string | number;
    readonly why: string | number;
  };
  readonly 'assessment.proposed.accept': {
    readonly level: string | number;
  };
  readonly 'assessment.reason.text': {
    readonly text: string | number;
  };
  readonly 'assessment.rule.level': {
    readonly level: string | number;
    readonly question: string | number;
  };
  readonly 'assessment.rule.no': {
    readonly question: string | number;
  };
  readonly 'assessment.rule.yes': {
    readonly question: string | number;
  };
  readonly 'assessment.score.insufficient': {
    readonly coverage: string | number;
    readonly needed: string | number;
  };
  readonly 'assessment.score.limitedBy': {
    readonly by: string | number;
  };
  readonly 'assessment.score.mean': {
    readonly mean: string | number;
  };
  readonly 'assessment.score.outrun': {
    readonly by: string | number;
  };
  readonly 'assessment.score.provisional': {
    readonly coverage: string | number;
  };
  readonly 'assessment.score.scored': {
    readonly coverage: string | number;
  };
  readonly 'assessment.score.title': {
    readonly code: string | number;
  };
  readonly 'assessment.screening.effect': {
    readonly asked: number;
    readonly skipped: number;
  };
  readonly 'assessment.search.found': {
    readonly count: number;
  };
  readonly 'assessment.skipped': {
    readonly code: string | number;
    readonly rule: string | number;
    readonly title: string | number;
    readonly why: string | number;
  };
  readonly 'assessment.skipped.shown': {
    readonly rule: string | number;
    readonly why: string | number;
  };
  readonly 'check.confirmLabel': {
    readonly text: string | number;
  };
  readonly 'check.held.title': {
    readonly count: number;
  };
  readonly 'check.removeLabel': {
    readonly text: string | number;
  };
  readonly 'check.title': {
    readonly count: number;
  };
  readonly 'check.where.question': {
    readonly question: string | number;
  };
  readonly 'colleague.banner.text': {
    readonly names: string | number;
  };
  readonly 'colleague.banner.title': {
    readonly count: number;
  };
  readonly 'colleague.compare.of': {
    readonly name: string | number;
  };
  readonly 'colleague.compare.text': {
    readonly name: string | number;
  };
  readonly 'colleague.result.matches.text': {
    readonly name: string | number;
  };
  readonly 'colleague.state.compared': {
    readonly date: string | number;
  };
  readonly 'conflict.decided': {
    readonly title: string | number;
    readonly value: string | number;
  };
  readonly 'conflict.keepLabel': {
    readonly value: string | number;
    readonly who: string | number;
  };
  readonly 'conflict.subject.comment': {
    readonly about: string | number;
  };
  readonly 'conflict.subject.evidence': {
    readonly question: string | number;
    readonly title: string | number;
  };
  readonly 'conflict.subject.question': {
    readonly id: string | number;
    readonly title: string | number;
  };
  readonly 'conflict.subject.row': {
    readonly id: string | number;
  };
  readonly 'conflict.subject.session': {
    readonly title: string | number;
  };
  readonly 'conflict.subject.unknownQuestion': {
    readonly id: string | number;
  };
  readonly 'conflict.title': {
    readonly subject: string | number;
    readonly what: string | number;
  };
  readonly 'conflict.value.after': {
    readonly title: string | number;
  };
  readonly 'conflict.value.day': {
    readonly day: string | number;
  };
  readonly 'conflict.value.minutes': {
    readonly count: number;
  };
  readonly 'conflict.what.other': {
    readonly path: string | number;
  };
  readonly 'conflict.what.screening': {
    readonly id: string | number;
  };
  readonly 'conflict.writer.other': {
    readonly laptop: string | number;
    readonly who: string | number;
  };
  readonly 'console.answer.confidence': {
    readonly confidence: string | number;
  };
  readonly 'console.answer.proposed': {
    readonly level: string | number;
  };
  readonly 'console.attention.conflicts': {
    readonly count: number;
  };
  readonly 'console.attention.held': {
    readonly count: number;
  };
  readonly 'console.audit.broken': {
    readonly line: string | number;
  };
  readonly 'console.audit.intact': {
    readonly count: number;
  };
  readonly 'console.comment.notAsked': {
    readonly question: string | number;
  };
  readonly 'console.conflict.title': {
    readonly count: number;
    readonly what: string | number;
  };
  readonly 'console.days.from': {
    readonly day: string | number;
  };
  readonly 'console.days.to': {
    readonly day: string | number;
  };
  readonly 'console.device.short': {
    readonly id: string | number;
  };
  readonly 'console.devices.platform': {
    readonly id: string | number;
    readonly platform: string | number;
  };
  readonly 'console.devices.renewed': {
    readonly id: string | number;
  };
  readonly 'console.devices.revoke.sure': {
    readonly name: string | number;
  };
  readonly 'console.devices.summary': {
    readonly count: number;
    readonly silent: number;
  };
  readonly 'console.devices.takeOut.what': {
    readonly name: string | number;
  };
  readonly 'console.devices.version': {
    readonly version: string | number;
  };
  readonly 'console.devices.waiting.some': {
    readonly count: number;
    readonly size: string | number;
  };
  readonly 'console.devices.wipe.sure': {
    readonly name: string | number;
  };
  readonly 'console.export.assessments': {
    readonly count: number;
  };
  readonly 'console.fresh.asOf': {
    readonly time: string | number;
  };
  readonly 'console.fresh.server': {
    readonly name: string | number;
    readonly version: string | number;
  };
  readonly 'console.fresh.server.explained': {
    readonly name: string | number;
    readonly version: string | number;
  };
  readonly 'console.fresh.stale': {
    readonly time: string | number;
  };
  readonly 'console.held.title': {
    readonly count: number;
  };
  readonly 'console.history.andMore': {
    readonly count: number;
  };
  readonly 'console.history.changes': {
    readonly count: number;
  };
  readonly 'console.history.more': {
    readonly count: number;
  };
  readonly 'console.history.place': {
    readonly place: string | number;
  };
  readonly 'console.history.releasedBy': {
    readonly name: string | number;
  };
  readonly 'console.hold.other': {
    readonly reason: string | number;
  };
  readonly 'console.overview.ofAsked': {
    readonly answered: string | number;
    readonly asked: string | number;
  };
  readonly 'console.overview.progress': {
    readonly answered: string | number;
    readonly asked: string | number;
  };
  readonly 'console.people.summary': {
    readonly count: number;
  };
  readonly 'console.people.take.from': {
    readonly log: string | number;
    readonly role: string | number;
  };
  readonly 'console.problem.limited.minutes': {
    readonly count: number;
  };
  readonly 'console.problem.refused.text': {
    readonly code: string | number;
  };
  readonly 'console.problem.trouble.request': {
    readonly request: string | number;
  };
  readonly 'console.question.aboveEvidence': {
    readonly level: string | number;
    readonly strength: string | number;
  };
  readonly 'console.question.hideHistory': {
    readonly question: string | number;
  };
  readonly 'console.question.historyOf': {
    readonly question: string | number;
  };
  readonly 'console.question.otherType': {
    readonly count: number;
    readonly questions: string | number;
  };
  readonly 'console.question.showHistory': {
    readonly question: string | number;
  };
  readonly 'console.records.allShown': {
    readonly count: number;
  };
  readonly 'console.records.answered': {
    readonly count: number;
  };
  readonly 'console.records.count': {
    readonly count: number;
    readonly shown: string | number;
  };
  readonly 'console.records.filter.removed': {
    readonly count: number;
  };
  readonly 'console.records.sessions': {
    readonly count: number;
  };
  readonly 'console.recovery.approve.for': {
    readonly name: string | number;
  };
  readonly 'console.recovery.cancel.for': {
    readonly name: string | number;
  };
  readonly 'console.recovery.start.for': {
    readonly name: string | number;
  };
  readonly 'console.score.covered': {
    readonly coverage: string | number;
  };
  readonly 'console.score.insufficient': {
    readonly coverage: string | number;
  };
  readonly 'console.score.limitedBy': {
    readonly by: string | number;
  };
  readonly 'console.score.mean': {
    readonly mean: string | number;
  };
  readonly 'console.score.provisional': {
    readonly coverage: string | number;
  };
  readonly 'console.score.title': {
    readonly dimension: string | number;
  };
  readonly 'console.security.remove.what': {
    readonly name: string | number;
  };
  readonly 'console.security.since': {
    readonly day: string | number;
  };
  readonly 'console.workshop.day': {
    readonly day: string | number;
  };
  readonly 'console.workshop.minutes': {
    readonly count: number;
  };
  readonly 'desk.act.of': {
    readonly act: string | number;
    readonly what: string | number;
  };
  readonly 'desk.comment.name': {
    readonly from: string | number;
  };
  readonly 'desk.comment.responseTo': {
    readonly from: string | number;
  };
  readonly 'desk.comments.title': {
    readonly count: number;
  };
  readonly 'desk.due.close.what': {
    readonly record: string | number;
    readonly what: string | number;
  };
  readonly 'desk.finalize.days': {
    readonly followUp: string | number;
    readonly note: string | number;
  };
  readonly 'desk.override.hide': {
    readonly count: string | number;
  };
  readonly 'desk.override.label': {
    readonly level: string | number;
    readonly question: string | number;
  };
  readonly 'desk.override.name': {
    readonly question: string | number;
  };
  readonly 'desk.override.outdated': {
    readonly level: string | number;
    readonly strength: string | number;
  };
  readonly 'desk.override.show': {
    readonly count: string | number;
  };
  readonly 'desk.override.stands': {
    readonly level: string | number;
    readonly strength: string | number;
  };
  readonly 'desk.override.title': {
    readonly count: number;
  };
  readonly 'desk.point.addTo': {
    readonly question: string | number;
  };
  readonly 'desk.point.label': {
    readonly question: string | number;
  };
  readonly 'desk.point.name': {
    readonly question: string | number;
  };
  readonly 'desk.point.round': {
    readonly round: number;
  };
  readonly 'desk.points.hideSettled': {
    readonly count: number;
  };
  readonly 'desk.points.openAndMended': {
    readonly mended: number;
    readonly open: number;
  };
  readonly 'desk.points.showSettled': {
    readonly count: number;
  };
  readonly 'desk.points.title': {
    readonly count: number;
  };
  readonly 'desk.points.unexplained': {
    readonly count: number;
  };
  readonly 'desk.refused.conflicts': {
    readonly count: number;
  };
  readonly 'desk.refused.pointsOpen': {
    readonly count: number;
  };
  readonly 'desk.refused.running': {
    readonly day: string | number;
  };
  readonly 'desk.refused.step': {
    readonly status: string | number;
  };
  readonly 'desk.refused.unanswered': {
    readonly count: number;
  };
  readonly 'desk.refused.unexplained': {
    readonly count: number;
    readonly questions: string | number;
  };
  readonly 'desk.remark.name': {
    readonly text: string | number;
  };
  readonly 'desk.return.happens': {
    readonly count: number;
  };
  readonly 'desk.returns.title': {
    readonly count: number;
  };
  readonly 'desk.share.days.wrong': {
    readonly most: string | number;
  };
  readonly 'desk.share.until': {
    readonly day: string | number;
  };
  readonly 'desk.task.explain': {
    readonly count: number;
  };
  readonly 'desk.task.settle': {
    readonly count: number;
  };
  readonly 'difference.added': {
    readonly count: number;
  };
  readonly 'difference.changed': {
    readonly count: number;
  };
  readonly 'difference.removed': {
    readonly count: number;
  };
  readonly 'enrol.byItself.text': {
    readonly url: string | number;
  };
  readonly 'enrol.refused.other': {
    readonly code: string | number;
  };
  readonly 'finding.act.findingOf': {
    readonly id: string | number;
  };
  readonly 'finding.alignment.of': {
    readonly id: string | number;
  };
  readonly 'finding.band.byHand': {
    readonly band: string | number;
  };
  readonly 'finding.band.computed': {
    readonly band: string | number;
    readonly score: string | number;
  };
  readonly 'finding.band.title': {
    readonly indicator: string | number;
  };
  readonly 'finding.change.title': {
    readonly title: string | number;
  };
  readonly 'finding.feasibility.of': {
    readonly id: string | number;
  };
  readonly 'finding.gaps.findings': {
    readonly count: number;
  };
  readonly 'finding.gaps.gap': {
    readonly count: number;
  };
  readonly 'finding.gaps.recommendations': {
    readonly count: number;
  };
  readonly 'finding.linked': {
    readonly count: string | number;
  };
  readonly 'finding.linked.one': {
    readonly number: string | number;
    readonly text: string | number;
  };
  readonly 'finding.met': {
    readonly count: number;
  };
  readonly 'finding.number': {
    readonly number: string | number;
  };
  readonly 'finding.ownership.of': {
    readonly id: string | number;
  };
  readonly 'finding.recommendation.number': {
    readonly number: string | number;
  };
  readonly 'finding.removed': {
    readonly text: string | number;
  };
  readonly 'finding.starter.atTop': {
    readonly arrangement: string | number;
    readonly confidence: string | number;
    readonly label: string | number;
    readonly level: string | number;
    readonly who: string | number;
  };
  readonly 'finding.starter.blank': {
    readonly question: string | number;
  };
  readonly 'finding.starter.finding': {
    readonly arrangement: string | number;
    readonly confidence: string | number;
    readonly label: string | number;
    readonly level: string | number;
    readonly next: string | number;
    readonly who: string | number;
  };
  readonly 'finding.starter.ne': {
    readonly question: string | number;
  };
  readonly 'finding.starter.recommendation': {
    readonly addressee: string | number;
    readonly arrangement: string | number;
    readonly from: string | number;
    readonly to: string | number;
  };
  readonly 'finding.target.backToUsual': {
    readonly level: string | number;
  };
  readonly 'finding.target.level': {
    readonly level: string | number;
  };
  readonly 'finding.target.title': {
    readonly indicator: string | number;
  };
  readonly 'form.check.more': {
    readonly count: string | number;
  };
  readonly 'form.check.title': {
    readonly count: number;
  };
  readonly 'form.clear.label': {
    readonly question: string | number;
  };
  readonly 'form.hidden.title': {
    readonly count: number;
  };
  readonly 'form.kept.text': {
    readonly choices: string | number;
  };
  readonly 'form.kept.title': {
    readonly count: number;
  };
  readonly 'form.media.missing': {
    readonly name: string | number;
  };
  readonly 'form.parked.title': {
    readonly count: number;
  };
  readonly 'form.place.outside': {
    readonly most: string | number;
  };
  readonly 'form.range': {
    readonly from: string | number;
    readonly to: string | number;
  };
  readonly 'form.range.outside': {
    readonly from: string | number;
    readonly to: string | number;
  };
  readonly 'form.row.addLabel': {
    readonly name: string | number;
  };
  readonly 'form.row.bringBackLabel': {
    readonly name: string | number;
  };
  readonly 'form.row.removeLabel': {
    readonly row: string | number;
  };
  readonly 'form.row.title': {
    readonly name: string | number;
    readonly number: string | number;
  };
  readonly 'form.rows.count': {
    readonly count: number;
  };
  readonly 'form.rows.hidden': {
    readonly count: number;
  };
  readonly 'form.section.problems': {
    readonly count: number;
  };
  readonly 'form.unopened.absent': {
    readonly instrument: string | number;
  };
  readonly 'form.unopened.broken': {
    readonly instrument: string | number;
  };
  readonly 'form.unopened.damaged': {
    readonly instrument: string | number;
  };
  readonly 'frame.banner.blocked.clock': {
    readonly code: string | number;
  };
  readonly 'frame.banner.blocked.device': {
    readonly code: string | number;
  };
  readonly 'frame.banner.blocked.fork': {
    readonly code: string | number;
  };
  readonly 'frame.banner.blocked.other': {
    readonly code: string | number;
  };
  readonly 'frame.banner.blocked.store': {
    readonly code: string | number;
  };
  readonly 'frame.due.goes': {
    readonly count: number;
  };
  readonly 'frame.due.mission': {
    readonly date: string | number;
    readonly due: string | number;
    readonly title: string | number;
  };
  readonly 'frame.due.title': {
    readonly count: number;
  };
  readonly 'frame.due.waits': {
    readonly count: number;
  };
  readonly 'frame.dueParts.mission': {
    readonly date: string | number;
    readonly due: string | number;
    readonly title: string | number;
  };
  readonly 'frame.dueParts.title': {
    readonly count: number;
  };
  readonly 'frame.gone.text': {
    readonly date: string | number;
    readonly missions: number;
  };
  readonly 'frame.gone.title': {
    readonly missions: number;
  };
  readonly 'frame.goneParts.text': {
    readonly date: string | number;
    readonly missions: number;
  };
  readonly 'frame.goneParts.title': {
    readonly missions: number;
  };
  readonly 'frame.rail.mission': {
    readonly name: string | number;
  };
  readonly 'frame.status.early': {
    readonly count: number;
  };
  readonly 'frame.status.headquarters': {
    readonly time: string | number;
  };
  readonly 'frame.status.headquarters.explained': {
    readonly time: string | number;
  };
  readonly 'frame.status.network.retryingExplained': {
    readonly time: string | number;
  };
  readonly 'frame.status.saved': {
    readonly time: string | number;
  };
  readonly 'frame.status.saved.lastRoom': {
    readonly time: string | number;
  };
  readonly 'frame.status.saved.noJournal': {
    readonly time: string | number;
  };
  readonly 'frame.status.waiting': {
    readonly count: number;
  };
  readonly 'frame.status.waiting.explained': {
    readonly count: number;
  };
  readonly 'frame.status.waiting.withSize': {
    readonly count: number;
    readonly size: string | number;
  };
  readonly 'library.difference.against': {
    readonly version: string | number;
  };
  readonly 'library.problem.cell': {
    readonly cell: string | number;
    readonly sheet: string | number;
  };
  readonly 'library.publish': {
    readonly version: string | number;
  };
  readonly 'library.published': {
    readonly version: string | number;
  };
  readonly 'library.restore.for': {
    readonly title: string | number;
    readonly version: string | number;
  };
  readonly 'library.retire.for': {
    readonly title: string | number;
    readonly version: string | number;
  };
  readonly 'library.sheet': {
    readonly sheet: string | number;
  };
  readonly 'library.sheet.rows': {
    readonly from: string | number;
    readonly to: string | number;
  };
  readonly 'library.summary': {
    readonly count: number;
  };
  readonly 'library.verdict.named': {
    readonly title: string | number;
    readonly version: string | number;
  };
  readonly 'library.verdict.same': {
    readonly version: string | number;
  };
  readonly 'library.verdict.taken': {
    readonly version: string | number;
  };
  readonly 'library.verdict.warnings': {
    readonly count: number;
  };
  readonly 'life.comments.label': {
    readonly about: string | number;
    readonly from: string | number;
  };
  readonly 'life.comments.removeLabel': {
    readonly from: string | number;
  };
  readonly 'life.next.returned': {
    readonly count: number;
  };
  readonly 'life.next.shared': {
    readonly comments: number;
    readonly open: number;
  };
  readonly 'life.obstacle.conflicts': {
    readonly count: number;
  };
  readonly 'life.obstacle.points': {
    readonly count: number;
  };
  readonly 'life.obstacle.toCheck': {
    readonly count: number;
  };
  readonly 'life.obstacle.unexplained': {
    readonly count: number;
    readonly questions: string | number;
  };
  readonly 'life.periods.left': {
    readonly day: string | number;
    readonly left: number;
  };
  readonly 'life.periods.past': {
    readonly day: string | number;
    readonly past: number;
  };
  readonly 'life.point.label': {
    readonly about: string | number;
  };
  readonly 'life.points.progress': {
    readonly all: string | number;
    readonly done: string | number;
  };
  readonly 'life.returned.title': {
    readonly round: string | number;
  };
  readonly 'mission.about.state': {
    readonly state: string | number;
  };
  readonly 'mission.assessmentReturned': {
    readonly count: number;
  };
  readonly 'mission.conflicts': {
    readonly count: number;
  };
  readonly 'mission.create.instrument.about': {
    readonly count: number;
    readonly version: string | number;
  };
  readonly 'mission.create.template.text': {
    readonly days: number;
    readonly sessions: number;
  };
  readonly 'mission.days.open': {
    readonly from: string | number;
  };
  readonly 'mission.days.until': {
    readonly to: string | number;
  };
  readonly 'mission.national.decide.of': {
    readonly id: string | number;
  };
  readonly 'mission.national.dialog.title': {
    readonly indicator: string | number;
  };
  readonly 'mission.national.moved': {
    readonly before: string | number;
    readonly now: string | number;
  };
  readonly 'mission.returned': {
    readonly count: number;
  };
  readonly 'mission.waiting': {
    readonly count: number;
  };
  readonly 'note.erased.text': {
    readonly count: number;
    readonly date: string | number;
  };
  readonly 'note.evidence.names': {
    readonly words: string | number;
  };
  readonly 'note.evidence.use': {
    readonly question: string | number;
  };
  readonly 'note.kept.due': {
    readonly date: string | number;
  };
  readonly 'note.list.found': {
    readonly count: number;
  };
  readonly 'plan.blocked.disputed': {
    readonly what: string | number;
  };
  readonly 'plan.blocked.missing': {
    readonly what: string | number;
  };
  readonly 'plan.conflicts': {
    readonly count: number;
  };
  readonly 'plan.duplication.one': {
    readonly dimension: string | number;
    readonly one: string | number;
    readonly oneLead: string | number;
    readonly other: string | number;
    readonly otherLead: string | number;
    readonly quarter: string | number;
    readonly year: string | number;
  };
  readonly 'plan.duplication.title': {
    readonly count: number;
  };
  readonly 'plan.milestones.dated': {
    readonly day: string | number;
    readonly text: string | number;
  };
  readonly 'plan.status.reason': {
    readonly reason: string | number;
  };
  readonly 'processing.dueOn': {
    readonly day: string | number;
  };
  readonly 'processing.end': {
    readonly day: string | number;
  };
  readonly 'processing.period.accountEnd': {
    readonly years: number;
  };
  readonly 'processing.period.certificates': {
    readonly days: number;
  };
  readonly 'processing.period.finalReport': {
    readonly months: number;
  };
  readonly 'processing.period.first': {
    readonly periods: string | number;
  };
  readonly 'processing.period.programmeEnd': {
    readonly years: number;
  };
  readonly 'processing.period.requestClosed': {
    readonly months: number;
  };
  readonly 'processing.period.workshopClosed': {
    readonly days: number;
  };
  readonly 'processing.period.workshopEndDays': {
    readonly days: number;
  };
  readonly 'processing.period.workshopEndMonths': {
    readonly months: number;
  };
  readonly 'programme.due.group': {
    readonly count: string | number;
    readonly group: string | number;
  };
  readonly 'programme.vaults.after': {
    readonly count: number;
  };
  readonly 'programme.vaults.bounds': {
    readonly least: number;
    readonly most: number;
  };
  readonly 'programme.vaults.outside': {
    readonly least: number;
    readonly most: number;
  };
  readonly 'programme.vaults.sure.text': {
    readonly count: number;
  };
  readonly 'programme.vaults.sure.yes': {
    readonly count: number;
  };
  readonly 'register.subject.dimension': {
    readonly id: string | number;
  };
  readonly 'register.subject.finding': {
    readonly text: string | number;
  };
  readonly 'register.subject.item': {
    readonly text: string | number;
  };
  readonly 'register.subject.point': {
    readonly about: string | number;
  };
  readonly 'register.subject.recommendation': {
    readonly text: string | number;
  };
  readonly 'register.subject.stateComment': {
    readonly about: string | number;
  };
  readonly 'register.value.approved': {
    readonly note: string | number;
  };
  readonly 'register.value.band': {
    readonly band: string | number;
    readonly reason: string | number;
  };
  readonly 'register.value.decided': {
    readonly level: string | number;
    readonly reason: string | number;
  };
  readonly 'register.value.rating': {
    readonly evidence: string | number;
    readonly level: string | number;
    readonly why: string | number;
  };
  readonly 'register.value.signOff': {
    readonly decision: string | number;
    readonly note: string | number;
  };
  readonly 'register.value.target': {
    readonly by: string | number;
    readonly level: string | number;
    readonly on: string | number;
    readonly reason: string | number;
  };
  readonly 'report.alt.change': {
    readonly count: string | number;
    readonly declined: string | number;
    readonly improved: string | number;
    readonly same: string | number;
  };
  readonly 'report.alt.dimensions': {
    readonly count: string | number;
    readonly lines: string | number;
  };
  readonly 'report.alt.distribution': {
    readonly count: string | number;
    readonly lines: string | number;
  };
  readonly 'report.alt.evidence': {
    readonly count: string | number;
    readonly lines: string | number;
  };
  readonly 'report.alt.gaps': {
    readonly count: string | number;
    readonly lines: string | number;
  };
  readonly 'report.alt.heat': {
    readonly columns: string | number;
    readonly rows: string | number;
  };
  readonly 'report.alt.leads': {
    readonly count: string | number;
    readonly lines: string | number;
  };
  readonly 'report.alt.timeline': {
    readonly count: string | number;
  };
  readonly 'report.chart.level': {
    readonly level: string | number;
  };
  readonly 'report.chart.limited': {
    readonly by: string | number;
  };
  readonly 'report.chart.more': {
    readonly count: string | number;
  };
  readonly 'report.doc.confidence.counts': {
    readonly high: string | number;
    readonly low: string | number;
    readonly medium: string | number;
  };
  readonly 'report.doc.figure': {
    readonly number: string | number;
    readonly title: string | number;
  };
  readonly 'report.doc.figureTable': {
    readonly number: string | number;
  };
  readonly 'report.doc.level': {
    readonly label: string | number;
    readonly level: string | number;
  };
  readonly 'report.doc.level.proposed': {
    readonly label: string | number;
    readonly level: string | number;
  };
  readonly 'report.doc.ofAsked': {
    readonly asked: string | number;
    readonly rated: string | number;
  };
  readonly 'report.doc.questions.notIn': {
    readonly language: string | number;
    readonly names: string | number;
  };
  readonly 'report.doc.reviewerReason': {
    readonly reason: string | number;
  };
  readonly 'report.doc.table': {
    readonly number: string | number;
    readonly title: string | number;
  };
  readonly 'report.screen.leftOut': {
    readonly count: number;
  };
  readonly 'report.screen.leftOut.headquarters': {
    readonly count: number;
  };
  readonly 'report.screen.needs.instrument': {
    readonly count: number;
  };
  readonly 'rights.dueOn.help': {
    readonly days: number;
  };
  readonly 'rights.erase.of': {
    readonly field: string | number;
    readonly record: string | number;
  };
  readonly 'rights.erased.all': {
    readonly count: number;
  };
  readonly 'rights.erased.past': {
    readonly count: number;
  };
  readonly 'rights.find.tooShort': {
    readonly fewest: number;
  };
  readonly 'rights.found.left': {
    readonly count: number;
  };
  readonly 'rights.number': {
    readonly number: number;
  };
  readonly 'rights.overdue': {
    readonly count: number;
  };
  readonly 'rights.soon': {
    readonly count: number;
  };
  readonly 'rights.version.fromTo': {
    readonly due: string | number;
    readonly received: string | number;
  };
  readonly 'settings.recovery.changed': {
    readonly fingerprint: string | number;
  };
  readonly 'settings.recovery.refused': {
    readonly date: string | number;
    readonly fingerprint: string | number;
  };
  readonly 'settings.update.staged': {
    readonly version: string | number;
  };
  readonly 'several.assigned.to': {
    readonly who: string | number;
  };
  readonly 'several.decided': {
    readonly level: string | number;
  };
  readonly 'several.reliability.of': {
    readonly double: string | number;
    readonly rated: string | number;
  };
  readonly 'several.reliability.text': {
    readonly needed: string | number;
    readonly share: string | number;
  };
  readonly 'several.team.byDimension': {
    readonly who: string | number;
  };
  readonly 'sync.about': {
    readonly amount: string | number;
  };
  readonly 'sync.code.other': {
    readonly code: string | number;
  };
  readonly 'sync.damaged.text': {
    readonly count: number;
  };
  readonly 'sync.estimate.cost': {
    readonly count: number;
    readonly size: string | number;
  };
  readonly 'sync.estimate.costAndTime': {
    readonly count: number;
    readonly size: string | number;
    readonly time: string | number;
    readonly when: string | number;
  };
  readonly 'sync.journalAnew.text': {
    readonly time: string | number;
  };
  readonly 'sync.paused.summary': {
    readonly count: number;
  };
  readonly 'sync.paused.waiting': {
    readonly count: number;
  };
  readonly 'sync.progress.amount': {
    readonly count: number;
    readonly size: string | number;
  };
  readonly 'sync.progress.amountLeft': {
    readonly count: number;
    readonly size: string | number;
  };
  readonly 'sync.progress.receiving': {
    readonly count: number;
  };
  readonly 'sync.progress.receivingSoFar': {
    readonly count: number;
    readonly size: string | number;
  };
  readonly 'sync.progress.sending': {
    readonly all: string | number;
    readonly done: string | number;
  };
  readonly 'sync.progress.sendingFor': {
    readonly all: string | number;
    readonly done: string | number;
    readonly time: string | number;
  };
  readonly 'sync.refused.summary': {
    readonly count: number;
  };
  readonly 'sync.renewed.changes': {
    readonly count: number;
  };
  readonly 'sync.restored.engineChanged': {
    readonly count: number;
    readonly time: string | number;
  };
  readonly 'sync.restored.kept': {
    readonly count: number;
    readonly time: string | number;
  };
  readonly 'sync.restored.rebuilt': {
    readonly count: number;
    readonly time: string | number;
  };
  readonly 'sync.retrying.storeFull': {
    readonly time: string | number;
  };
  readonly 'sync.retrying.storeUnavailable': {
    readonly time: string | number;
  };
  readonly 'sync.sending.summary': {
    readonly count: number;
  };
  readonly 'travel.away.since': {
    readonly date: string | number;
  };
  readonly 'travel.backup.made': {
    readonly date: string | number;
  };
  readonly 'travel.contact.text': {
    readonly days: number;
    readonly when: string | number;
  };
  readonly 'travel.erases.after': {
    readonly count: number;
  };
  readonly 'travel.off.notes': {
    readonly count: number;
  };
  readonly 'travel.off.refused.unsent': {
    readonly count: number;
  };
  readonly 'travel.off.setAside': {
    readonly count: number;
  };
  readonly 'travel.off.title': {
    readonly title: string | number;
  };
  readonly 'travel.sent.todo': {
    readonly count: number;
  };
  readonly 'ui.level.label': {
    readonly level: string | number;
  };
  readonly 'ui.levelRange.label': {
    readonly from: string | number;
    readonly mean: string | number;
    readonly to: string | number;
  };
  readonly 'ui.longSelect.chosen': {
    readonly label: string | number;
  };
  readonly 'ui.longSelect.clear': {
    readonly label: string | number;
  };
  readonly 'ui.longSelect.take': {
    readonly item: string | number;
  };
  readonly 'ui.progress.label': {
    readonly done: string | number;
    readonly total: string | number;
  };
  readonly 'ui.rank.down': {
    readonly item: string | number;
  };
  readonly 'ui.rank.up': {
    readonly item: string | number;
  };
  readonly 'ui.tooLong': {
    readonly count: number;
    readonly most: number;
  };
  readonly 'ui.tooLong.announced': {
    readonly most: number;
  };
  readonly 'vault.erase.notice.title': {
    readonly label: string | number;
  };
  readonly 'vault.erases': {
    readonly after: number;
  };
  readonly 'vault.erases.few': {
    readonly left: number;
  };
  readonly 'vault.erases.notice': {
    readonly count: number;
  };
  readonly 'vault.idle.minutes': {
    readonly minutes: number;
  };
  readonly 'vault.recover.steps': {
    readonly label: string | number;
  };
  readonly 'vault.recover.wait': {
    readonly seconds: number;
  };
  readonly 'vault.revoked.text': {
    readonly date: string | number;
  };
  readonly 'vault.revoked.title': {
    readonly label: string | number;
  };
  readonly 'vault.wait': {
    readonly seconds: number;
  };
  readonly 'vault.wiped.text': {
    readonly date: string | number;
  };
  readonly 'vault.wrong.left': {
    readonly left: number;
  };
  readonly 'version.change': {
    readonly version: string | number;
  };
  readonly 'version.change.title': {
    readonly version: string | number;
  };
  readonly 'version.moved': {
    readonly former: string | number;
    readonly version: string | number;
  };
  readonly 'version.newer': {
    readonly newer: string | number;
  };
  readonly 'version.newer.text': {
    readonly version: string | number;
  };
  readonly 'version.parked': {
    readonly count: number;
  };
  readonly 'version.parked.more': {
    readonly count: number;
  };
  readonly 'version.undo': {
    readonly former: string | number;
  };
  readonly 'whereabouts.network.refused': {
    readonly code: string | number;
  };
  readonly 'whereabouts.parked.damaged': {
    readonly why: string | number;
  };
  readonly 'whereabouts.parked.unreadable': {
    readonly why: string | number;
  };
  readonly 'whereabouts.runs.newest': {
    readonly count: string | number;
    readonly shown: string | number;
  };
  readonly 'whereabouts.runs.upDown': {
    readonly down: string | number;
    readonly up: string | number;
  };
  readonly 'whereabouts.summary': {
    readonly count: number;
  };
  readonly 'whereabouts.where.held': {
    readonly count: number;
  };
  readonly 'whereabouts.where.waiting': {
    readonly count: number;
  };
  readonly 'workshop.agenda.addTo': {
    readonly day: string | number;
  };
  readonly 'workshop.agenda.day': {
    readonly day: string | number;
  };
  readonly 'workshop.agenda.dayOn': {
    readonly date: string | number;
    readonly day: string | number;
  };
  readonly 'workshop.agenda.removed': {
    readonly title: string | number;
  };
  readonly 'workshop.agenda.sum': {
    readonly count: number;
    readonly time: string | number;
  };
  readonly 'workshop.contested.text': {
    readonly editedBy: string | number;
    readonly removedBy: string | number;
  };
  readonly 'workshop.contested.title': {
    readonly title: string | number;
  };
  readonly 'workshop.empty.template': {
    readonly code: string | number;
  };
  readonly 'workshop.empty.text': {
    readonly title: string | number;
  };
  readonly 'workshop.facts.count': {
    readonly count: number;
  };
  readonly 'workshop.facts.withNotes': {
    readonly count: number;
  };
  readonly 'workshop.notes.of': {
    readonly title: string | number;
  };
  readonly 'workshop.session.conflicts': {
    readonly count: number;
  };
  readonly 'workshop.session.minutesOf': {
    readonly number: string | number;
  };
  readonly 'workshop.session.of': {
    readonly number: string | number;
    readonly title: string | number;
  };
  readonly 'workshop.session.openNotesOf': {
    readonly number: string | number;
    readonly title: string | number;
  };
  readonly 'workshop.session.titleOf': {
    readonly number: string | number;
  };
  readonly 'workshop.session.toDay': {
    readonly day: string | number;
  };
  readonly 'workshop.session.writeNotesOf': {
    readonly number: string | number;
    readonly title: string | number;
  };
  readonly 'workshop.time': {
    readonly hours: number;
    readonly minutes: number;
  };
}
