export default () => <h1>Users</h1>;
