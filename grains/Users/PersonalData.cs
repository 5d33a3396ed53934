namespace EventTicket.Users;

/// <summary>Everything that is kept about one person, for the person: no secrets, no hashes.</summary>
internal static class PersonalData
{
    /// <summary>One row with one JSON text, for <c>@user</c>.</summary>
    public const string Sql =
        """
        SELECT jsonb_pretty(jsonb_build_object(
          'account', (SELECT jsonb_build_object(
              'userId', u.user_id, 'email', u.email, 'emailConfirmed', u.email_confirmed, 'newEmail', u.new_email, 'name', u.name, 'phone', u.phone,
              'role', CASE WHEN u.active THEN u.office ELSE 'user' END, 'secondFactor', u.totp_secret IS NOT NULL, 'createdAt', u.created_at)
            FROM users u WHERE u.user_id = @user),
          'sessions', (SELECT coalesce(jsonb_agg(jsonb_build_object(
              'openedAt', s.opened_at, 'seenAt', s.seen_at, 'expiresAt', s.expires_at, 'client', s.client, 'address', s.address) ORDER BY s.opened_at), '[]')
            FROM sessions s WHERE s.user_id = @user AND NOT s.ended),
          'favouriteCategories', (SELECT coalesce(jsonb_agg(jsonb_build_object(
              'categoryId', f.category_id, 'name', c.name, 'emailNotifications', f.mails, 'since', f.since) ORDER BY f.since), '[]')
            FROM followers f LEFT JOIN categories c USING (category_id) WHERE f.user_id = @user),
          'orders', (SELECT coalesce(jsonb_agg(jsonb_build_object(
              'orderId', o.order_id, 'eventId', o.event_id, 'event', e.title, 'status', o.status, 'items', o.items::jsonb,
              'total', jsonb_build_object('amount', o.total, 'currency', o.currency), 'heldAt', o.held_at, 'changedAt', o.changed_at) ORDER BY o.held_at), '[]')
            FROM orders o LEFT JOIN events e USING (event_id) WHERE o.person_id = @user),
          'tickets', (SELECT coalesce(jsonb_agg(jsonb_build_object(
              'ticketId', t.ticket_id, 'orderId', t.order_id, 'eventId', t.event_id, 'code', t.code, 'status', t.status,
              'price', jsonb_build_object('amount', t.price, 'currency', t.currency), 'issuedAt', t.issued_at) ORDER BY t.issued_at), '[]')
            FROM tickets t WHERE t.person_id = @user),
          'payments', (SELECT coalesce(jsonb_agg(jsonb_build_object(
              'orderId', p.order_id, 'attempt', p.attempt, 'state', p.state, 'amount', jsonb_build_object('amount', p.amount, 'currency', p.currency),
              'createdAt', p.created_at) ORDER BY p.created_at), '[]')
            FROM payments p WHERE p.person_id = @user),
          'events', (SELECT coalesce(jsonb_agg(jsonb_build_object('eventId', e.event_id, 'title', e.title, 'status', e.status) ORDER BY e.created_at), '[]')
            FROM events e WHERE e.manager_id = @user),
          'mails', (SELECT coalesce(jsonb_agg(jsonb_build_object('about', m.thing, 'state', m.state, 'createdAt', m.created_at) ORDER BY m.created_at), '[]')
            FROM outbox m WHERE m.user_id = @user),
          'adminActions', (SELECT coalesce(jsonb_agg(jsonb_build_object('at', a.at, 'action', a.action, 'subjectId', a.subject_id) ORDER BY a.at), '[]')
            FROM admin_actions a WHERE a.admin_id = @user)))
        """;
}
