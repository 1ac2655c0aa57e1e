public import Learning
public import Team

extension Worker: MeetingMember {}
