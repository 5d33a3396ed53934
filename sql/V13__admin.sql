-- What the watch over campaigns and the pages of managers ask for, found without reading everything.

CREATE INDEX pre_sales_opens ON pre_sales (opens_at);
CREATE INDEX pre_sales_pay_by ON pre_sales (pay_by);
-- The list of attendees, in an order that no other index has: PostgreSQL cannot be tempted to read other events' tickets for it.
CREATE INDEX tickets_newest ON tickets (event_id, issued_at DESC, ticket_id DESC);
