using EventTicket.Queries;
using Npgsql;

namespace EventTicket.Categories;

/// <summary>Who follows which category. Each call is one transaction and may be repeated.</summary>
internal sealed class FollowerTable(NpgsqlDataSource database)
{
    public Task<List<Favourite>> Of(Guid person) => database.Command("""
        SELECT c.category_id, c.name, f.mails
        FROM followers f JOIN categories c USING (category_id)
        WHERE f.user_id = @person
        ORDER BY lower(c.name), c.category_id
        """, ("person", person)).Rows(Favourite);

    /// <returns>The category as it is followed now; null when there is no such category.</returns>
    public async Task<FollowedCategory?> Add(Guid person, Guid category, DateTimeOffset now) => (await database.Command("""
        WITH added AS (
          INSERT INTO followers (category_id, user_id, since) SELECT category_id, @person, @now FROM categories WHERE category_id = @category
          ON CONFLICT DO NOTHING RETURNING mails)
        SELECT c.category_id, c.name, coalesce(f.mails, true), EXISTS (SELECT FROM added)
        FROM categories c LEFT JOIN followers f ON f.category_id = c.category_id AND f.user_id = @person
        WHERE c.category_id = @category
        """, ("person", person), ("category", category), ("now", now))
        .Rows(row => new FollowedCategory(Favourite(row), row.GetBoolean(3)))).SingleOrDefault();

    /// <returns>Null when the person does not follow it.</returns>
    public async Task<Favourite?> SetMails(Guid person, Guid category, bool mails) => (await database.Command("""
        UPDATE followers f SET mails = @mails FROM categories c
        WHERE f.user_id = @person AND f.category_id = @category AND c.category_id = f.category_id
        RETURNING c.category_id, c.name, f.mails
        """, ("person", person), ("category", category), ("mails", mails)).Rows(Favourite)).SingleOrDefault();

    /// <summary>Puts another category in the place of one that is followed.</summary>
    /// <returns>The other one as it is followed now, or null; and whether the first is followed still. Neither: it never was.</returns>
    public async Task<(Favourite? Other, bool First)> Replace(Guid person, Guid category, Guid other, DateTimeOffset now)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(new("""
            WITH gone AS (
              DELETE FROM followers
              WHERE user_id = @person AND category_id = @category AND @category <> @other AND EXISTS (SELECT FROM categories WHERE category_id = @other)
              RETURNING mails)
            INSERT INTO followers (category_id, user_id, mails, since) SELECT @other, @person, mails, @now FROM gone
            ON CONFLICT (category_id, user_id) DO UPDATE SET mails = excluded.mails
            """)
        { Parameters = { new("person", person), new("category", category), new("other", other), new("now", now) } });
        // Asked afterwards, so that a repetition finds what the first attempt made.
        batch.BatchCommands.Add(new("""
            SELECT c.category_id, c.name, f.mails, f.category_id = @category
            FROM followers f JOIN categories c USING (category_id)
            WHERE f.user_id = @person AND f.category_id IN (@category, @other)
            """)
        { Parameters = { new("person", person), new("category", category), new("other", other) } });
        await using var reader = await batch.ExecuteReaderAsync();
        var followed = await reader.Rows(row => (Favourite: Favourite(row), First: row.GetBoolean(3)));
        return (followed.Select(row => row.Favourite).SingleOrDefault(favourite => favourite.CategoryId == other), followed.Any(row => row.First));
    }

    /// <summary>The category by name, and whether mails about it go to the person; null when there is no such category.</summary>
    public async Task<Subscription?> Subscription(Guid person, Guid category) => (await database.Command("""
        SELECT c.name, EXISTS (SELECT FROM followers f WHERE f.category_id = c.category_id AND f.user_id = @person AND f.mails)
        FROM categories c WHERE c.category_id = @category
        """, ("person", person), ("category", category)).Rows(row => new Subscription(row.GetString(0), row.GetBoolean(1)))).SingleOrDefault();

    public async Task<int> Remove(Guid person, Guid category)
    {
        await using var command = database.Command("DELETE FROM followers WHERE user_id = @person AND category_id = @category", ("person", person), ("category", category));
        return await command.ExecuteNonQueryAsync();
    }

    private static Favourite Favourite(NpgsqlDataReader row) => new(row.GetGuid(0), row.GetString(1), row.GetBoolean(2));
}
