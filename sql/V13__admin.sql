-- What the watch over campaigns and the pages of managers ask for, found without reading everything.

CREATE INDEX pre_sales_opens ON pre_sales (opens_at);
CREATE INDEX pre_sales_pay_by ON pre_sales (pay_by);
CREATE INDEX tickets_used ON tickets (event_id) WHERE status = 'used';
