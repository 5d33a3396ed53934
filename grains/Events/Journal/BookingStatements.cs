namespace EventTicket.Events;

/// <summary>The parts of the commit that write the pre-sale and its bookings.</summary>
internal static class BookingStatements
{
    public const string PreSale = """
        INSERT INTO pre_sales (event_id, ticket_type_id, capacity, opens_at, closes_at, price, pay_by, max_per_person)
        SELECT @event, s.* FROM head, unnest(@pre_type, @pre_capacity, @pre_opens, @pre_closes, @pre_price, @pre_pay_by, @pre_per_person) AS s
        ON CONFLICT (event_id) DO UPDATE SET
          ticket_type_id = excluded.ticket_type_id, capacity = excluded.capacity, opens_at = excluded.opens_at, closes_at = excluded.closes_at,
          price = excluded.price, pay_by = excluded.pay_by, max_per_person = excluded.max_per_person
        """;

    public const string NoPreSale = "DELETE FROM pre_sales USING head WHERE event_id = @event AND cardinality(@pre_type) = 0";

    public const string New = """
        INSERT INTO bookings (event_id, booking_id, person_id, ticket_type_id, quantity, price, code, status, order_id, pay_by, booked_at, changed_at)
        SELECT @event, b.* FROM head,
          unnest(@booking, @booking_person, @booking_type, @booking_quantity, @booking_price, @booking_code, @booking_status, @booking_order,
                 @booking_pay_by, @booking_at, @booking_changed) AS b
        """;

    public const string Changed = """
        UPDATE bookings b SET status = c.status, order_id = c.order_id, changed_at = c.changed
        FROM head, unnest(@rebooked, @rebooked_status, @rebooked_order, @rebooked_changed) AS c (id, status, order_id, changed)
        WHERE b.booking_id = c.id
        """;
}
